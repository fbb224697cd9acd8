extension [UInt8] {
    /// Appends a number in decimal digits.
    package mutating func append(decimal number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        appendDigits(of: number.magnitude)
    }

    /// Appends a fixed-point number without loss and without zeros at the end: 1,500 with 3 digits is `1.5`.
    ///
    /// - Parameters:
    ///   - amount: the number in units of its last digit, not negative.
    ///   - digits: number of digits behind the point.
    package mutating func append(fixedPoint amount: Int64, digits: Int) {
        var unit: Int64 = 1
        for _ in 0..<digits { unit *= 10 }
        append(decimal: amount / unit)
        var rest = amount % unit
        guard rest > 0 else { return }
        append(UInt8(ascii: "."))
        while rest > 0 {
            unit /= 10
            append(UInt8(ascii: "0") + UInt8(rest / unit))
            rest %= unit
        }
    }

    private mutating func appendDigits(of number: UInt64) {
        var unit: UInt64 = 1
        while number / unit >= 10 { unit *= 10 }
        while unit > 0 {
            append(UInt8(ascii: "0") + UInt8(number / unit % 10))
            unit /= 10
        }
    }
}
