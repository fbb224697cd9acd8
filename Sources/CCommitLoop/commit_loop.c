#include "commit_loop.h"

#include <string.h>

typedef int32_t word_t __attribute__((vector_size(16)));

int64_t cellbench_commit_loop(
    void *words, uint32_t *machines, int64_t count, const int32_t claim[4], const int32_t need[4])
{
    word_t *table = words;
    word_t claim_word, need_word;
    memcpy(&claim_word, claim, sizeof claim_word);
    memcpy(&need_word, need, sizeof need_word);
    int64_t kept = 0;
    for (int64_t position = 0; position < count; position++) {
        uint32_t machine = machines[position];
        word_t word = table[machine];
        if (word[0] < need_word[0] || word[1] < need_word[1] || word[2] < need_word[2] || word[3] < need_word[3])
            continue;
        table[machine] = word - claim_word;
        machines[kept++] = machine;
    }
    return kept;
}
