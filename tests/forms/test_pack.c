/* A packed rubric is the rubric; packed bytes that are not whole are refused, and harm nothing. */
#include <stdio.h>
#include "tests/forms/scored.h"

static char text[1 << 20];
static size_t ntext;

static int read_rubric(void **state)
{
    (void)state;
    FILE *f = fopen("config/rubrics/az_eservice.yaml", "rb");
    assert_non_null(f);
    ntext = fread(text, 1, sizeof text, f);
    fclose(f);
    return 0;
}

static void same_text(const struct rubric *x, const struct text *a, const struct text *b)
{
    for (int l = 0; l < x->nlanguages; l++) {
        const char *s = text_in(a, l), *t = text_in(b, l);
        assert_int_equal(s == NULL, t == NULL);
        if (s)
            assert_string_equal(s, t);
    }
}

static void same_block(const struct rubric *x, const struct block *a, const struct block *b)
{
    assert_int_equal(a->nquestions, b->nquestions);
    for (int i = 0; i < a->nquestions; i++) {
        const struct question *p = &a->questions[i], *q = &b->questions[i];
        assert_string_equal(p->id, q->id);
        assert_ptr_equal(p->type, q->type);
        assert_int_equal(p->line, q->line);
        assert_int_equal(p->col, q->col);
        same_text(x, &p->ask, &q->ask);
        same_text(x, &p->proposal, &q->proposal);
        assert_int_equal(num_cmp(p->most, q->most), 0);
        assert_int_equal(p->when == NULL, q->when == NULL);
        if (p->when)
            assert_string_equal(expr_source(p->when), expr_source(q->when));
        assert_int_equal(p->nchoices, q->nchoices);
        for (int k = 0; k < p->nchoices; k++)
            same_text(x, &p->choices[k].label, &q->choices[k].label);
    }
}

static void it_comes_back_the_same(void **state)
{
    (void)state;
    struct rubric *r = rubric_of(text);
    struct buf packed = {0};
    assert_true(rubric_pack(text, ntext, &packed));
    struct rubric *back = rubric_unpack(packed.s, packed.n);
    assert_non_null(back);
    same_block(r, r->service, back->service);
    same_block(r, r->body, back->body);
    assert_int_equal(back->nexamples, 0);
    /* The rubric's own examples hold for what came back. */
    struct diags d = {.file = "packed"};
    back->examples = r->examples;
    back->nexamples = r->nexamples;
    assert_true(back->nexamples > 10 && examples_run(back, &d));
    rubric_free(&back);
    rubric_free(&r);
    buf_free(&packed);
}

static void what_is_cut_or_changed_harms_nothing(void **state)
{
    (void)state;
    static const char small[] = "rubric: r\nversion: \"1\"\ntitle: T\nservice:\n  criteria:\n"
                                "    - id: c\n      title: C\n      questions:\n"
                                "        - {id: a, ask: ə?, type: yes_no, points: 1}\n";
    struct buf packed = {0};
    assert_true(rubric_pack(small, sizeof small - 1, &packed));
    for (size_t n = 0; n < packed.n; n++) {
        char *cut = mem_alloc(n + 1);
        memcpy(cut, packed.s, n);
        assert_null(rubric_unpack(cut, n));
        free(cut);
    }
    for (size_t i = 0; i < packed.n; i++)
        for (int bit = 0; bit < 8; bit++) {
            char *flipped = mem_alloc(packed.n);
            memcpy(flipped, packed.s, packed.n);
            flipped[i] = (char)(flipped[i] ^ (1 << bit));
            struct rubric *r = rubric_unpack(flipped, packed.n);
            rubric_free(&r);
            free(flipped);
        }
    buf_free(&packed);
}

static void bad_yaml_is_not_packed(void **state)
{
    (void)state;
    struct buf packed = {0};
    assert_false(rubric_pack("a: &x 1\nb: *x\n", 14, &packed));
    assert_int_equal(packed.n, 0);
    assert_null(rubric_unpack("", 0));
    buf_free(&packed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_comes_back_the_same),
        cmocka_unit_test(what_is_cut_or_changed_harms_nothing),
        cmocka_unit_test(bad_yaml_is_not_packed),
    };
    return cmocka_run_group_tests(tests, read_rubric, NULL);
}
