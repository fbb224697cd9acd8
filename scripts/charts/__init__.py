"""Charts of cellbench results, from the tidy table of `cellbench export` to Vega-Lite specs and pictures.

Data flows one way: `tidy` (CSV to rows) -> `plan` (what is x, a line, a row of panels) -> `summary` (means and bars)
-> `lines`, `dots`, `heatmap`, `saturation` (one kind of chart each) -> `render` (files). `catalogue` lists the charts.
"""
