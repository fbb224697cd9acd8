// The least cost of the placements of the published example's 24 h: for each task, draw a machine, check that it fits, claim;
// when the job ends, release. No queue, no clock, no statistics. Prints nanoseconds per task.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { machines = 10000, tasksOfAJob = 70, jobsAlive = 18, jobs = 13000 };

typedef struct { int32_t cpu, memory, gpu, version; } Machine;

static uint64_t state[2] = {42, 4711};

static uint64_t next(void) {  // xoroshiro128+ (Blackman and Vigna, 2018)
    uint64_t a = state[0], b = state[1], result = a + b;
    b ^= a;
    state[0] = ((a << 24) | (a >> 40)) ^ b ^ (b << 16);
    state[1] = (b << 37) | (b >> 27);
    return result;
}

int main(void) {
    Machine *cell = malloc(sizeof(Machine) * machines);
    uint32_t (*claimed)[tasksOfAJob] = calloc(jobsAlive, sizeof *claimed);
    for (int m = 0; m < machines; m++) cell[m] = (Machine){4000, 16384, 0, 0};
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    long placed = 0;
    for (int job = 0; job < jobs; job++) {
        uint32_t *mine = claimed[job % jobsAlive];
        if (job >= jobsAlive)
            for (int t = 0; t < tasksOfAJob; t++) {
                cell[mine[t]].cpu += 1000;
                cell[mine[t]].memory += 2048;
            }
        for (int t = 0; t < tasksOfAJob;) {
            uint32_t m = (uint32_t)(((next() >> 32) * machines) >> 32);
            if (cell[m].cpu < 1000 || cell[m].memory < 2048) continue;
            cell[m].cpu -= 1000;
            cell[m].memory -= 2048;
            cell[m].version += 1;
            mine[t++] = m;
        }
        placed += tasksOfAJob;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double ns = (end.tv_sec - start.tv_sec) * 1e9 + (end.tv_nsec - start.tv_nsec);
    printf("%.3f\n", ns / placed);
    return cell[0].version < 0;
}
