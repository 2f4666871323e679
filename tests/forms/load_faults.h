/* What a rubric can have wrong, one fault each (or a few that stand together), and what is told.
 * The fragments stand in the frames below, so their lines and columns are those of the frame. */
#ifndef TESTS_FORMS_LOAD_FAULTS_H
#define TESTS_FORMS_LOAD_FAULTS_H

struct fault {
    const char *yaml, *told;
};

struct frame {
    const char *before, *after;
};

#define HEAD "rubric: tiny\nversion: 1\ntitle: Tiny\n"
#define RATINGS "ratings: [{id: bad, from: 0, title: Bad}, {id: good, from: 50, title: Good}]\n"
#define NO_ID                                                                                      \
    " is no id: an id begins with a letter from a to z, and goes on with these letters, digits "   \
    "and _, at most 64 in all"
#define A_NUMBER "a number (at most 9 digits and, after a point, 6)"
#define TAKEN "; no two questions, criteria or lists have the same"
#define IDLE                                                                                       \
    "' would count for nothing here: criterion 'c' above sums the points of all its questions"
#define QUESTION_Q "criteria: [{id: c, title: C, questions: [{id: q, ask: Q, type: yes_no}]}]\n"
#define DATE_Q "questions: [{id: q, ask: Q, type: date}]"

static const struct frame in_root = {HEAD,
                                     "service:\n  criteria:\n  - {id: c, title: C, questions: "
                                     "[{id: q, ask: Q, type: yes_no, points: 1}]}\n"};
static const struct fault root_faults[] = {
    {"rubrik: x", "4:1 unknown key 'rubrik' in a rubric; did you mean 'rubric'?"},
    {"colour: x", "4:1 unknown key 'colour' in a rubric"},
    {"languages: en", "4:12 'languages' must be a list but is 'en'"},
    {"languages: []", "4:12 'languages' is an empty list; expected at least one item"},
    {"languages: [en, en]", "4:17 the language 'en' stands already on line 4"},
    {"languages: [English]",
     "4:13 this item must be the code of a language, like en, but is 'English'"},
    {"languages: [en, [az]]",
     "4:17 this item must be the code of a language, like en, but is a list"},
    {"scale: 0", "4:8 'scale' must be a number above 0 but is '0'"},
    {"scale: -1", "4:8 'scale' must be a number above 0 but is '-1'"},
    {"scale: '100'", "4:8 'scale' must be a number, without quotes, but is the quoted text '100'"},
    {"scale: 1e2", "4:8 'scale' must be " A_NUMBER " but is '1e2'"},
    {"scale: 1234567890", "4:8 'scale' must be " A_NUMBER " but is '1234567890'"},
    {"scale: [1]", "4:8 'scale' must be " A_NUMBER " but is a list"},
    {"decimals: 5", "4:11 'decimals' must be a whole number from 0 to 4 but is '5'"},
    {"decimals: 1.0", "4:11 'decimals' must be a whole number from 0 to 4 but is '1.0'"},
    {"decimals: -1", "4:11 'decimals' must be a whole number from 0 to 4 but is '-1'"},
    {"rate_on: roundd",
     "4:10 'rate_on' must be one of rounded, exact but is 'roundd'; did you mean 'rounded'?"},
    {"boundary: middle", "4:11 'boundary' must be one of lower, upper but is 'middle'"},
    {"not_applicable: true",
     "4:17 'not_applicable' must be one of exclude, zero, full but is 'true'"},
    {"status: offical", "4:9 'status' must be one of official, adapted, reconstruction but is "
                        "'offical'; did you mean 'official'?"},
    {"source: {az: x}", "4:10 the language 'az' does not stand in 'languages'; expected one of en"},
    {"source: {en: x, ru: y}",
     "4:17 the language 'ru' does not stand in 'languages'; expected one of en"},
    {"source: [x]", "4:9 'source' must be a text, or a map of language to text, but is a list"},
    {"licence: true",
     "4:10 'licence' must be a text (in quotes, where it reads true or false) but is 'true'"},
    {"licence: {en: false}",
     "4:15 'en' must be a text (in quotes, where it reads true or false) but is 'false'"},
    {"source:", "4:1 'source' has no value; expected one, or leave the key out"},
    {"source: {}", "4:9 'source' has no text in 'en', the first of 'languages'"},
    {"ratings: x", "4:10 'ratings' must be a list but is 'x'"},
    {"ratings: [{id: a, title: A}]", "4:11 the key 'from' is missing in a rating"},
    {"ratings: [{id: a, from: 1, title: A}]",
     "4:25 the first rating must begin at 0; ratings go from worst to best"},
    {"ratings: [{id: a, from: 0, title: A}, {id: b, from: 0, title: B}]",
     "4:53 'from' must rise from rating to rating, but 0 does not lie above 0"},
    {"ratings: [{id: a, from: 0, title: A}, {id: b, from: 100.5, title: B}]",
     "4:53 a rating can't begin at 100.5, above the scale's 100"},
    {"ratings: [{id: a, from: 0, title: A}, {id: a, from: 1, title: B}]",
     "4:44 the rating 'a' stands already on line 4"},
    {"ratings: [{id: none, from: 0, title: A}]",
     "4:16 a rating can't be called 'none': that word stands for no rating"},
    {"ratings: [{id: rated, from: 0, title: A}]",
     "4:16 'rated' is a word of the language and can't be an id"},
    {"ratings: [{id: Good, from: 0, title: A}]", "4:16 'Good'" NO_ID},
    {"ratings: [{id: a, from: 0, titel: A}]",
     "4:28 unknown key 'titel' in a rating; did you mean 'title'?"},
    {"ratings: [x]", "4:11 expected a rating with its keys but found 'x'"},
    {"severities: [minor, minor]", "4:21 the severity 'minor' stands already on line 4"},
    {"severities: [Minor]", "4:14 'Minor'" NO_ID},
    {"stages: [{id: a}]", "4:10 the key 'title' is missing in a stage"},
    {"stages: [{id: a, title: A}, {id: a, title: B}]",
     "4:34 the stage 'a' stands already on line 4"},
    {"stages: {id: a}", "4:9 'stages' must be a list but is a map"},
    {"lists: [a]", "4:8 'lists' must be a map of names to lists of choices but is a list"},
    {"lists: {q: [{id: a, label: A}]}", "7:40 the id 'q' stands already on line 4" TAKEN},
    {"lists: {Big: [{id: a, label: A}]}", "4:9 'Big'" NO_ID},
    {"lists: {l: []}", "4:12 'l' is an empty list; expected at least one item"},
    {"lists: {l: [{id: a, label: A}, {id: a, label: B}]}",
     "4:37 the choice 'a' stands already on line 4"},
    {"lists: {l: [{label: A}]}", "4:13 the key 'id' is missing in a choice"},
    {"lists: {l: [{id: a, lable: A}]}",
     "4:21 unknown key 'lable' in a choice; did you mean 'label'?"},
    {"rateable_title: {az: x}",
     "4:18 the language 'az' does not stand in 'languages'; expected one of en"},
    {"replaces: [a]",
     "4:11 'replaces' must be a map of older question ids to present ones but is a list"},
    {"replaces: {a: qq}", "4:15 no question is called 'qq'; expected one of q"},
    {"replaces: {a: b, b: a}", "4:12 'a' is replaced in a ring that leads to no question"},
    {"replaces: {a: q, b: q}",
     "4:21 'q' can't replace two older questions; the first is on line 4"},
    {"replaces: {q: q}", "4:12 'q' is a question of this rubric, so nothing can replace it"},
    {"replaces: {a: a}", "4:12 'a' is replaced in a ring that leads to no question"},
    {"replaces: {Old: q}", "4:12 'Old'" NO_ID},
    {"replaces: {a: [q]}", "4:15 'a' must be an id but is a list"},
    {"body: {}", "4:7 the key 'criteria' is missing in 'body'"},
    {"body: x", "4:7 expected 'body' with its keys but found 'x'"},
    {"body:", "4:1 'body' has no value; expected one, or leave the key out"},
    {"examples: {}", "4:11 'examples' must be a list but is a map"},
};

static const struct frame in_question = {
    HEAD "languages: [en, az]\nlists: {l: [{id: a, label: A, points: -1}, {id: b, label: B, "
         "points: 2}]}\nstages: [{id: desk, title: D}]\nservice:\n  criteria:\n  - id: c\n    "
         "title: C\n    questions:\n    - {id: first, ask: F, type: choice, choices: [{id: x, "
         "label: X}, {id: y, label: Y, points: 1}]}\n    - ",
    ""};
static const struct fault question_faults[] = {
    {"x", "13:7 expected a question with its keys but found 'x'"},
    {"[q]", "13:7 expected a question with its keys but found a list"},
    {"{ask: Q, type: date}", "13:7 the key 'id' is missing in a question"},
    {"{id: q, type: date}", "13:7 the key 'ask' is missing in a question"},
    {"{id: q, ask: Q}", "13:7 the key 'type' is missing in a question"},
    {"{id: q, ask: Q, type: chioce}",
     "13:29 'type' must be one of yes_no, choice, choices, scale, number, text, date, url, calc "
     "but is 'chioce'; did you mean 'choice'?"},
    {"{id: first, ask: Q, type: date}", "13:12 the id 'first' stands already on line 12" TAKEN},
    {"{id: c, ask: Q, type: date}", "13:12 the id 'c' stands already on line 9" TAKEN},
    {"{id: l, ask: Q, type: date}", "13:12 the id 'l' stands already on line 5" TAKEN},
    {"{id: in, ask: Q, type: date}", "13:12 'in' is a word of the language and can't be an id"},
    {"{id: Q, ask: Q, type: date}", "13:12 'Q'" NO_ID},
    {"{id: q, ask: Q, tpye: date}", "13:23 unknown key 'tpye' in a question; did you mean 'type'?"},
    {"{id: q, aks: Q, type: date}", "13:15 unknown key 'aks' in a question; did you mean 'ask'?"},
    {"{id: q, ask: {az: Q}, type: date}",
     "13:20 'ask' has no text in 'en', the first of 'languages'"},
    {"{id: q, ask: Q, type: date, stage: dsek}",
     "13:42 no stage is called 'dsek'; did you mean 'desk'?"},
    {"{id: q, ask: Q, type: date, weight: -1}",
     "13:43 'weight' must be a number of at least 0 but is '-1'"},
    {"{id: q, ask: Q, type: date, weight: heavy}",
     "13:43 'weight' must be " A_NUMBER " but is 'heavy'"},
    {"{id: q, ask: Q, type: date, wieght: 1}",
     "13:35 unknown key 'wieght' in a question; did you mean 'weight'?"},
    {"{id: q, ask: Q, type: date, required: yes}",
     "13:45 'required' must be true or false but is 'yes'"},
    {"{id: q, ask: Q, type: date, na: 'true'}",
     "13:39 'na' must be true or false but is the quoted text 'true'"},
    {"{id: q, ask: Q, type: date, severity: mayor}",
     "13:45 no severity is called 'mayor'; did you mean 'major'?"},
    {"{id: q, ask: Q, type: date, due_days: 1.5}",
     "13:45 'due_days' must be a whole number from 0 to 36500 but is '1.5'"},
    {"{id: q, ask: Q, type: date, due_days: -1}",
     "13:45 'due_days' must be a whole number from 0 to 36500 but is '-1'"},
    {"{id: q, ask: Q, type: date, points: 1}",
     "13:35 a question of type date does not take 'points'"},
    {"{id: q, ask: Q, type: text, steps: [{points: 1}]}",
     "13:35 a question of type text does not take 'steps'"},
    {"{id: q, ask: Q, type: yes_no, choices: [{id: a, label: A}]}",
     "13:37 a question of type yes_no does not take 'choices'"},
    {"{id: q, ask: Q, type: choice, choices: [{id: a, label: A}], points: 1}",
     "13:67 a question of type choice does not take 'points'"},
    {"{id: q, ask: Q, type: number, limit: 1}",
     "13:37 a question of type number does not take 'limit'"},
    {"{id: q, ask: Q, type: url, min: 1}", "13:34 a question of type url does not take 'min'"},
    {"{id: q, ask: Q, type: scale, min: 0, max: 1, unit: m}",
     "13:52 a question of type scale does not take 'unit'"},
    {"{id: q, ask: Q, type: yes_no, value: 1}",
     "13:37 a question of type yes_no does not take 'value'"},
    {"{id: q, type: calc, value: 1, required: true}",
     "13:37 a question of type calc does not take 'required'"},
    {"{id: q, type: calc, value: 1, na: true, evidence: none}",
     "13:37 a question of type calc does not take 'na'\n13:47 a question of type calc does not "
     "take 'evidence'"},
    {"{id: q, type: calc}", "13:7 a question of type calc needs 'value'"},
    {"{id: q, type: calc, value: 1, steps: []}",
     "13:44 'steps' is an empty list; expected at least one item"},
    {"{id: q, ask: Q, type: yes_no, points: -1}",
     "13:45 'points' must be a number of at least 0 but is '-1'"},
    {"{id: q, ask: Q, type: yes_no, points: {yes: 1, maybe: 2}}",
     "13:54 unknown key 'maybe' in the points of a yes_no"},
    {"{id: q, ask: Q, type: yes_no, points: {}}",
     "13:45 'points' must be a number, or a map of yes and no to numbers, but is a map"},
    {"{id: q, ask: Q, type: yes_no, points: {yes: 1, no: -1}}",
     "13:58 'no' must be a number of at least 0 but is '-1'"},
    {"{id: q, ask: Q, type: yes_no, points: [1]}",
     "13:45 'points' must be " A_NUMBER " but is a list"},
    {"{id: q, ask: Q, type: choice}", "13:7 a question of type choice needs 'choices' or 'list'"},
    {"{id: q, ask: Q, type: choice, list: k}", "13:43 no list is called 'k'; expected one of l"},
    {"{id: q, ask: Q, type: choice, list: l}",
     "13:43 the list 'l' has points below 0 (line 5); only questions of type choices can use it"},
    {"{id: q, ask: Q, type: choice, list: l, choices: [{id: a, label: A}]}",
     "13:37 a question has 'choices' or 'list', not both"},
    {"{id: q, ask: Q, type: choice, choices: []}",
     "13:46 'choices' is an empty list; expected at least one item"},
    {"{id: q, ask: Q, type: choice, choices: [{id: a, label: A, points: -1}]}",
     "13:73 only in a question of type choices may a choice take points away"},
    {"{id: q, ask: Q, type: choice, choices: [{id: a, label: A}, {id: a, label: A}]}",
     "13:71 the choice 'a' stands already on line 13"},
    {"{id: q, ask: Q, type: choice, choices: [{id: a}]}",
     "13:47 the key 'label' is missing in a choice"},
    {"{id: q, ask: Q, type: choice, choices: [a]}",
     "13:47 expected a choice with its keys but found 'a'"},
    {"{id: q, ask: Q, type: choices, list: l, points: 2.1}",
     "13:55 'points' is 2.1, above the 2 that all good choices earn together"},
    {"{id: q, ask: Q, type: choices, list: l, points: -1}",
     "13:55 'points' must be a number of at least 0 but is '-1'"},
    {"{id: q, ask: Q, type: scale}",
     "13:7 a question of type scale needs 'min'\n13:7 a question of type scale needs 'max'"},
    {"{id: q, ask: Q, type: scale, min: 1, max: 1}", "13:49 'max' is 1, not above the 'min' of 1"},
    {"{id: q, ask: Q, type: scale, min: 0.5, max: 1}",
     "13:41 'min' must be a whole number but is '0.5'"},
    {"{id: q, ask: Q, type: scale, min: 0, max: 5, points: -2}",
     "13:60 'points' must be a number of at least 0 but is '-2'"},
    {"{id: q, ask: Q, type: number, min: 5, max: 1}", "13:50 'max' is 1, below the 'min' of 5"},
    {"{id: q, ask: Q, type: number, steps: []}",
     "13:44 'steps' is an empty list; expected at least one item"},
    {"{id: q, ask: Q, type: number, steps: [{from: 0}]}",
     "13:45 the key 'points' is missing in a step\n13:52 the first step has no 'from' where the "
     "question has no 'min'"},
    {"{id: q, ask: Q, type: number, steps: [{from: 0, points: 1}]}",
     "13:52 the first step has no 'from' where the question has no 'min'"},
    {"{id: q, ask: Q, type: number, min: 1, steps: [{from: 2, points: 1}]}",
     "13:60 the first step begins at 2, above the 'min' of 1"},
    {"{id: q, ask: Q, type: number, steps: [{points: 1}, {points: 2}]}",
     "13:58 every step but the first needs 'from'"},
    {"{id: q, ask: Q, type: number, steps: [{points: 1}, {from: 2, points: 2}, {from: 2, points: "
     "3}]}",
     "13:87 'from' must rise from step to step, but 2 does not lie above 2"},
    {"{id: q, ask: Q, type: number, steps: [{points: -1}]}",
     "13:54 'points' must be a number of at least 0 but is '-1'"},
    {"{id: q, ask: Q, type: date, when: nosuch}", "13:41 unknown question 'nosuch'"},
    {"{id: q, ask: Q, type: date, when: first == 'z'}", "13:50 question 'first' has no choice 'z'"},
    {"{id: q, ask: Q, type: date, when: \"first == 'z'\"}",
     "13:51 question 'first' has no choice 'z'"},
    {"{id: q, ask: Q, type: date, when: [a]}", "13:41 'when' must be an expression but is a list"},
    {"{id: q, ask: Q, type: date, when: first}",
     "13:41 expected a yes or no here but this is a text"},
    {"{id: q, ask: Q, type: date, when: q == q}",
     "13:41 these questions wait for each other: q → q"},
    {"{id: q, ask: Q, type: date, evidence: requried}",
     "13:45 'evidence' is none, optional, required or an expression; there is no question "
     "'requried'; did you mean 'required'?"},
    {"{id: q, ask: Q, type: date, evidence: first > 1}",
     "13:51 only two numbers or two dates have an order; this compares a text with a number"},
    {"{id: q, ask: Q, type: choice, choices: [{id: a, label: A}], limit: first == 'x'}",
     "13:80 expected a number here but this is a yes or no"},
    {"{id: q, ask: Q, type: date, when: \"deficient('all') > 0\"}",
     "13:42 deficient() may stand only in 'unrated' and 'caps'"},
    {"{id: q, ask: Q, type: date, when: a and\n      or}", "14:7 expected a value but found 'or'"},
};

static const struct frame in_criterion = {HEAD "service:\n  criteria:\n", ""};
static const struct fault criterion_faults[] = {
    {"  - x", "6:5 expected a criterion with its keys but found 'x'"},
    {"  - {id: c, title: C}", "6:5 a criterion needs 'questions' or 'criteria'"},
    {"  - {id: c, title: C, questions: []}",
     "6:34 'questions' is an empty list; expected at least one item"},
    {"  - {id: c, title: C, criteria: []}",
     "6:33 'criteria' is an empty list; expected at least one item"},
    {"  - {id: c, title: C, questions: q}", "6:34 'questions' must be a list but is 'q'"},
    {"  - {title: C, " DATE_Q "}", "6:5 the key 'id' is missing in a criterion"},
    {"  - {id: c, " DATE_Q "}", "6:5 the key 'title' is missing in a criterion"},
    {"  - {id: c, title: C, question: [{id: q, ask: Q, type: date}]}",
     "6:23 unknown key 'question' in a criterion; did you mean 'questions'?"},
    {"  - {id: c, title: C, " DATE_Q
     ", criteria: [{id: d, title: D, questions: [{id: p, ask: P, type: date}]}]}",
     "6:65 a criterion has 'questions' or 'criteria', not both"},
    {"  - {id: c, title: C, weight: x, " DATE_Q "}",
     "6:31 'weight' must be " A_NUMBER " but is 'x'"},
    {"  - {id: c, title: C, aggregate: avg, " DATE_Q "}",
     "6:34 'aggregate' must be one of mean, points, lowest but is 'avg'"},
    {"  - {id: c, title: C, short: seventeen letters, " DATE_Q "}",
     "6:30 'short' may take at most 16 cells, but 'seventeen letters' takes 17"},
    {"  - {id: c, title: C, criteria: [{id: c, title: C, " DATE_Q "}]}",
     "6:39 the id 'c' stands already on line 6" TAKEN},
    {"  - {id: c, title: C, aggregate: points, criteria: [{id: d, title: D, weight: 2, aggregate: "
     "mean, " DATE_Q "}]}",
     "6:71 'weight" IDLE "\n6:82 'aggregate" IDLE},
    {"  - {id: c, title: C, aggregate: points, criteria: [{id: d, title: D, criteria: [{id: e, "
     "title: E, weight: 1, " DATE_Q "}]}]}",
     "6:100 'weight" IDLE},
    {"  - {id: c, title: C, criteria: [{id: d, title: D, criteria: [{id: e, title: E, criteria: "
     "[{id: f, title: F, criteria: [{id: g, title: G, " DATE_Q "}]}]}]}]}",
     "6:120 criteria may be nested at most 4 levels deep"},
};

static const struct frame in_block = {HEAD RATINGS, ""};
static const struct fault block_faults[] = {
    {"service: []", "5:10 expected 'service' with its keys but found a list"},
    {"service: {criteria: []}", "5:21 'criteria' is an empty list; expected at least one item"},
    {"service: {criterias: [{id: c, title: C, " DATE_Q "}]}",
     "5:11 unknown key 'criterias' in 'service'; did you mean 'criteria'?"},
    {"service: {aggregate: points, criteria: [{id: c, title: C, " DATE_Q "}]}",
     "5:22 'aggregate' must be one of mean, lowest but is 'points'"},
    {"service: {score: {own: 1}, criteria: [{id: c, title: C, " DATE_Q "}]}",
     "5:11 unknown key 'score' in 'service'"},
    {"service:\n  " QUESTION_Q "  unrated: [{id: good, when: q, title: T}]",
     "7:18 'good' is a rating already; an item of 'unrated' needs another id"},
    {"service:\n  " QUESTION_Q
     "  unrated: [{id: a, when: q, title: T}, {id: a, when: q, title: T}, {id: none, when: q, "
     "title: T}, {id: unrated, when: q, title: T}, {id: b}, x]",
     "7:46 the id 'a' stands already on line 7\n7:74 an item of 'unrated' can't be called 'none': "
     "that word stands for none\n7:105 'unrated' is a word of the language and can't be an "
     "id\n7:134 the key 'when' is missing in an item of 'unrated'\n7:134 the key 'title' is "
     "missing in an item of 'unrated'\n7:143 expected an item of 'unrated' with its keys but found "
     "'x'"},
    {"service:\n  " QUESTION_Q "  caps: [{when: q, at_most: god, because: B}, {when: count(q) > 1, "
     "at_most: good, because: B}, {when: q}]",
     "7:29 no rating is called 'god'; did you mean 'good'?\n7:60 'q' is not a question of type "
     "choices\n7:96 the key 'at_most' is missing in a cap\n7:96 the key 'because' is missing in a "
     "cap"},
    {"service:\n  " QUESTION_Q
     "  caps: [{when: \"deficient('d') > 0\", at_most: good, because: B}, {when: "
     "\"deficient('all', 'grave') > 0\", at_most: good, because: B}, {when: \"services('all') > "
     "0\", at_most: good, because: B}]",
     "7:28 unknown criterion 'd'\n7:92 unknown severity 'grave'\n7:143 services() may stand only "
     "in 'unrated' and 'caps' of the body"},
    {"service:\n  " QUESTION_Q "  unrated: {id: a}\n  caps: x",
     "7:12 'unrated' must be a list but is a map\n8:9 'caps' must be a list but is 'x'"},
    {"service:\n  " QUESTION_Q "body:\n  criteria: [{id: d, title: D, questions: [{id: p, ask: P, "
     "type: yes_no, points: 1}]}]",
     "8:3 the body's 'score' needs 'own': what the body's own questions weigh beside the services"},
    {"service:\n  " QUESTION_Q "body:\n  criteria: [{id: d, title: D, questions: [{id: p, ask: P, "
     "type: yes_no, points: 1}]}]\n  score: {services: 0, own: 0}",
     "9:10 'services' and 'own' can't both weigh 0"},
    {"service:\n  " QUESTION_Q "body:\n  criteria: [{id: d, title: D, questions: [{id: p, ask: P, "
     "type: yes_no}]}]\n  score: {services: 0}",
     "9:10 'services' and 'own' can't both weigh 0"},
    {"service:\n  " QUESTION_Q
     "body:\n  criteria: [{id: d, title: D, questions: [{id: p, ask: P, type: yes_no, points: "
     "1}]}]\n  score: {servises: 1, own: x, services_by: max, unrated_as: none}",
     "9:11 unknown key 'servises' in the body's 'score'; did you mean 'services'?\n9:29 'own' must "
     "be " A_NUMBER " but is 'x'\n9:45 'services_by' must be one of mean, lowest but is "
     "'max'\n9:62 'unrated_as' must be one of exclude, zero but is 'none'"},
    {"service:\n  " QUESTION_Q
     "body:\n  criteria: [{id: d, title: D, questions: [{id: q, ask: P, type: yes_no}]}]",
     "8:49 the id 'q' stands already on line 6" TAKEN},
    {"service:\n  criteria: [{id: c, title: C, questions: [{id: q, ask: Q, type: yes_no, when: "
     "p}]}]\nbody:\n  criteria: [{id: d, title: D, questions: [{id: p, ask: P, type: yes_no, when: "
     "q}]}]",
     "6:80 'p' is a question of the body; a service's expressions name its own\n8:80 'q' is a "
     "question of services; the body's expressions name its own"},
    {"service:\n  criteria:\n  - id: c\n    title: C\n    questions:\n    - {id: a, ask: A, type: "
     "yes_no, when: \"b == 'x'\"}\n    - {id: b, ask: B, type: choice, limit: d, choices: [{id: x, "
     "label: X}]}\n    - {id: d, type: calc, value: 'if(a, 1, 2)'}\n    - {id: e, ask: E, type: "
     "yes_no, when: previous(e)}\n    - {id: f, ask: F, type: yes_no, evidence: f}",
     "12:38 these questions wait for each other: a → b → d → a"},
    {"service:\n  criteria:\n  - id: c\n    title: C\n    questions:\n    - {id: a, ask: A, type: "
     "yes_no, when: \"b\"}\n    - {id: b, ask: B, type: yes_no, when: a}\n    - {id: d, ask: A, "
     "type: yes_no, when: d}",
     "11:43 these questions wait for each other: a → b → a\n12:43 these questions wait for each "
     "other: d → d"},
};

static const struct frame in_example = {
    HEAD RATINGS "service:\n  unrated: [{id: out, when: \"q == false\", title: Out}]\n  caps: "
                 "[{when: \"na(p)\", at_most: bad, because: Held}]\n  criteria: [{id: c, title: C, "
                 "questions: [{id: q, ask: Q, type: yes_no}, {id: p, ask: P, type: yes_no, points: "
                 "1}]}]\nbody:\n  criteria: [{id: d, title: D, questions: [{id: n, ask: N, type: "
                 "number}, {id: m, type: calc, value: n}]}]\nexamples:\n",
    ""};
static const struct fault example_faults[] = {
    {"- x", "12:3 expected an example with its keys but found 'x'"},
    {"- {service: {q: yes}, expect: {score: 1}}", "12:3 the key 'name' is missing in an example"},
    {"- {name: a, service: {q: yes}}", "12:3 the key 'expect' is missing in an example"},
    {"- {name: a, expect: {score: 1}}", "12:3 an example needs 'service' or 'body'"},
    {"- {name: a, service: {}, body: {}, expect: {score: 1}}",
     "12:26 an example is of 'service' or of 'body', not of both"},
    {"- {name: a, service: {qq: yes}, expect: {score: 1}}",
     "12:23 no question is called 'qq'; expected one of q, p"},
    {"- {name: a, service: {n: 1}, expect: {score: 1}}",
     "12:23 'n' is a question of the body; an example of a service has its own"},
    {"- {name: a, body: {q: yes}, expect: {score: 1}}",
     "12:20 'q' is a question of services; an example of the body has its own"},
    {"- {name: a, service: {q: maybe}, expect: {score: 1}}",
     "12:26 expected yes or no but found 'maybe'"},
    {"- {name: a, service: {q: [yes]}, expect: {score: 1}}",
     "12:26 'q' must be a value as in the answers CSV but is a list"},
    {"- {name: a, service: x, expect: {score: 1}}",
     "12:22 'service' must be a map of questions to values but is 'x'"},
    {"- {name: a, body: {m: 1}, expect: {score: 1}}",
     "12:23 'm' is calculated and can't be answered"},
    {"- {name: a, service: {}, expect: {}}",
     "12:34 'expect' is empty; expected at least one figure, rating or list"},
    {"- {name: a, service: {}, expect: x}", "12:34 expected 'expect' with its keys but found 'x'"},
    {"- {name: a, service: {}, expect: {scor: 1}}",
     "12:35 unknown key 'scor' in 'expect'; did you mean 'score'?"},
    {"- {name: a, service: {}, expect: {score: 1.25}}",
     "12:42 '1.25' has more decimals than the rubric prints (1)"},
    {"- {name: a, service: {}, expect: {score: high}}",
     "12:42 'score' must be " A_NUMBER " but is 'high'"},
    {"- {name: a, service: {}, expect: {low: '1'}}",
     "12:40 'low' must be a number, without quotes, but is the quoted text '1'"},
    {"- {name: a, service: {}, expect: {rating: goood}}",
     "12:43 no rating is called 'goood'; did you mean 'good'?"},
    {"- {name: a, service: {}, expect: {state: complete}}",
     "12:42 'state' must be one of rated, incomplete, unrated but is 'complete'; did you mean "
     "'incomplete'?"},
    {"- {name: a, body: {}, expect: {state: rated}}",
     "12:39 'state' must be one of complete, incomplete, unrated but is 'rated'"},
    {"- {name: a, service: {}, expect: {unrated: ot}}",
     "12:44 no item of 'unrated' is called 'ot'; expected one of out, no_score"},
    {"- {name: a, service: {}, expect: {capped: Held}}",
     "12:43 'capped' must be a list but is 'Held'"},
    {"- {name: a, service: {}, expect: {capped: [Hold]}}",
     "12:44 no cap says 'Hold'; did you mean 'Held'?"},
    {"- {name: a, service: {}, expect: {way_up: [pp]}}",
     "12:44 no question is called 'pp'; expected one of q, p"},
    {"- {name: a, service: {}, expect: {deficiencies: [p, p]}}",
     "12:53 'p' stands already on line 12"},
    {"- {name: a, service: {}, services: [good], expect: {score: 1}}",
     "12:26 only an example of the body has 'services'"},
    {"- {name: a, body: {}, services: [god], expect: {score: 1}}",
     "12:34 no service can be 'god'; did you mean 'good'?"},
    {"- {name: a, body: {}, services: [{score: 101}], expect: {score: 1}}",
     "12:42 the score 101 lies above the scale's 100"},
    {"- {name: a, body: {}, services: [{rating: good}], expect: {score: 1}}",
     "12:34 the key 'score' is missing in a service of an example\n12:35 unknown key 'rating' in a "
     "service of an example"},
    {"- {name: a, body: {}, services: good, expect: {score: 1}}",
     "12:33 'services' must be a list but is 'good'"},
    {"- {name: a, service: {}, attrs: [x], expect: {score: 1}}",
     "12:33 'attrs' must be a map of names to texts but is a list"},
    {"- {name: a, service: {}, previous: {x: 1}, expect: {score: 1}}",
     "12:37 no question is called 'x'; expected one of q, p"},
    {"- {name: true, service: {}, expect: {score: 1}}",
     "12:10 'name' must be a text (in quotes, where it reads true or false) but is 'true'"},
};

#endif
