#include "commit_loop.h"

#include <string.h>

typedef int32_t word_t __attribute__((vector_size(16)));

static int has(word_t word, word_t need)
{
    return word[0] >= need[0] && word[1] >= need[1] && word[2] >= need[2] && word[3] >= need[3];
}

int64_t cellbench_commit_loop(
    void *words, uint32_t *machines, int64_t count, const int32_t claim[4], const int32_t need[4])
{
    word_t *table = words;
    word_t claim_word, need_word;
    memcpy(&claim_word, claim, sizeof claim_word);
    memcpy(&need_word, need, sizeof need_word);
    int64_t kept = 0;
    while (kept < count && has(table[machines[kept]], need_word)) {
        table[machines[kept]] -= claim_word;
        kept++;
    }
    for (int64_t position = kept; position < count; position++) {
        uint32_t machine = machines[position];
        if (!has(table[machine], need_word))
            continue;
        table[machine] -= claim_word;
        machines[kept++] = machine;
    }
    return kept;
}
