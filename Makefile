# meyar: `make run` tries it, `make check` tests it. Both first install what is missing (`make deps`).
# Everything is built in build/; nothing is written outside it.

CC ?= cc
BUILD := build
PKGS := yaml-0.1 gmp sqlite3 jansson libsodium ncursesw xlsxwriter
CPPFLAGS += -I. -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -D_FILE_OFFSET_BITS=64
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
HARDEN := -fstack-protector-strong -fPIE
CFLAGS ?= -O2 -g
ALL_CFLAGS = -std=c11 $(WARN) $(HARDEN) $(CFLAGS) $(EXTRA)
LDFLAGS += -pie -Wl,-z,relro,-z,now
FORMS_LIBS := -lyaml -lgmp -lunistring
MODEL_LIBS := -lsqlite3 -ljansson -lsodium
TUI_LIBS := -lncursesw -ldl

# As many compilers at once as there are processors; what each prints stays together.
JOBS := -j$(shell nproc 2>/dev/null || echo 1) -Otarget

# An optimised build without sanitizers gets fortified library calls.
ifeq ($(findstring sanitize,$(EXTRA)),)
CPPFLAGS += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
endif

define newline


endef
src = $(sort $(wildcard $(1)/*.c $(1)/*/*.c))
FORMS_SRC := $(call src,forms)
MODEL_SRC := $(call src,model)
TUI_SRC := $(filter-out tui/main.c,$(call src,tui))
objs = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
FORMS_OBJ := $(call objs,$(FORMS_SRC))
MODEL_OBJ := $(call objs,$(MODEL_SRC))
TUI_OBJ := $(call objs,$(TUI_SRC))

# Data that travels inside the program: what `meyar demo` needs on any machine, and the example of settings.
DATA := $(wildcard config/rubrics/*.yaml config/registries/*.csv config/demo/* config/settings.yaml config/report/*)
LINGUAS := $(patsubst config/po/%.po,%,$(wildcard config/po/*.po))
MO := $(LINGUAS:%=$(BUILD)/locale/%/LC_MESSAGES/meyar.mo)

COMPLETIONS := $(BUILD)/completion/meyar.bash $(BUILD)/completion/meyar.zsh

.PHONY: all deps run check test lint layers bench pot clean format tests install install-built uninstall deb pictures browser
all: $(BUILD)/meyar $(MO) $(COMPLETIONS)

$(BUILD)/meyar: $(BUILD)/obj/tui/main.o $(TUI_OBJ) $(BUILD)/libmodel.a $(BUILD)/libforms.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) -L$(BUILD) -lmodel -lforms \
		$(TUI_LIBS) $(MODEL_LIBS) $(FORMS_LIBS)

$(BUILD)/libforms.a: $(FORMS_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^
$(BUILD)/libmodel.a: $(MODEL_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

# libxlsxwriter is opened by its name (tui/report/xlsxwriter.h): that of the one whose headers we compile with.
$(BUILD)/obj/tui/report/xlsxwriter.o: CPPFLAGS += $(addprefix -DXLSX_LIBRARY=,$(patsubst %,'"%"',$(shell \
	readelf -d "$$($(CC) -print-file-name=libxlsxwriter.so)" 2>/dev/null | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')))

# model/data.c takes the files of config/ in with .incbin.
$(BUILD)/obj/model/data.o: $(DATA)

$(BUILD)/locale/%/LC_MESSAGES/meyar.mo: config/po/%.po
	@mkdir -p $(@D)
	msgfmt -c -o $@ $<

$(BUILD)/completion/meyar.%: $(BUILD)/meyar
	@mkdir -p $(@D)
	LC_ALL=C $< completion $* >$@

# Every message of the program, and a language for tests that is none and longer than any.
pot: $(BUILD)/meyar.pot
$(BUILD)/meyar.pot: config/pot.sh $(filter-out tests/%,$(wildcard */*.[ch] */*/*.[ch] tui/*.def))
	sh config/pot.sh $@
PSEUDO := $(BUILD)/locale-pseudo/qps/LC_MESSAGES/meyar.mo
$(PSEUDO): $(BUILD)/meyar.pot config/pseudo.sh
	@mkdir -p $(@D)
	sh config/pseudo.sh $< $(BUILD)/qps.po
	msgfmt --check-format -o $@ $(BUILD)/qps.po

# Where things go; packagers set DESTDIR. The program finds its translations from where it stands.
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
DOCDIR ?= $(DATADIR)/doc/meyar
BASHDIR ?= $(DATADIR)/bash-completion/completions
ZSHDIR ?= $(DATADIR)/zsh/site-functions
SHIPPED := $(wildcard config/rubrics/*.yaml config/registries/*.csv)

install: all
	@$(MAKE) --no-print-directory install-built
install-built:
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(DOCDIR) $(DESTDIR)$(BASHDIR) \
		$(DESTDIR)$(ZSHDIR) $(addprefix $(DESTDIR)$(DATADIR)/meyar/,$(sort $(patsubst config/%/,%,$(dir $(SHIPPED))))) \
		$(LINGUAS:%=$(DESTDIR)$(DATADIR)/locale/%/LC_MESSAGES)
	install -m 755 $(BUILD)/meyar $(DESTDIR)$(BINDIR)/meyar
	gzip -9nc config/meyar.1 >$(BUILD)/meyar.1.gz
	install -m 644 $(BUILD)/meyar.1.gz $(DESTDIR)$(MANDIR)/man1/meyar.1.gz
	install -m 644 README.md CHANGELOG.md LICENSE $(DESTDIR)$(DOCDIR)
	install -m 644 $(BUILD)/completion/meyar.bash $(DESTDIR)$(BASHDIR)/meyar
	install -m 644 $(BUILD)/completion/meyar.zsh $(DESTDIR)$(ZSHDIR)/_meyar
	$(foreach f,$(SHIPPED),install -m 644 $(f) $(DESTDIR)$(DATADIR)/meyar/$(f:config/%=%)$(newline))
	$(foreach l,$(LINGUAS),install -m 644 $(BUILD)/locale/$(l)/LC_MESSAGES/meyar.mo \
		$(DESTDIR)$(DATADIR)/locale/$(l)/LC_MESSAGES/meyar.mo$(newline))

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/meyar $(DESTDIR)$(MANDIR)/man1/meyar.1.gz $(DESTDIR)$(BASHDIR)/meyar \
		$(DESTDIR)$(ZSHDIR)/_meyar $(LINGUAS:%=$(DESTDIR)$(DATADIR)/locale/%/LC_MESSAGES/meyar.mo)
	rm -rf $(DESTDIR)$(DOCDIR) $(DESTDIR)$(DATADIR)/meyar

# A Debian package in build/, of the program as `make install` installs it.
deb: all
	@sh config/deb.sh $(BUILD)

deps:
	@sh config/deps.sh

run: deps
	@$(MAKE) --no-print-directory $(JOBS) all
	@sh config/run.sh $(BUILD)/meyar

# Every test, with AddressSanitizer and UndefinedBehaviorSanitizer; most of them also as users have the program.
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
check: deps
	@$(MAKE) --no-print-directory $(JOBS) all $(PSEUDO) tests
	@$(MAKE) --no-print-directory $(JOBS) tests BUILD=$(BUILD)/asan EXTRA='$(SANITIZE)' CFLAGS='-O1 -g1' LDFLAGS=
	@sh tests/run.sh $(BUILD) $(BUILD)/asan

# One cmocka program per tests/<folder>/test_*.c. Those of forms/ link without SQLite and curses,
# those of model/ without curses: the linker is a witness of the layers.
TEST_FORMS := $(patsubst tests/forms/%.c,$(BUILD)/tests/forms/%,$(wildcard tests/forms/test_*.c))
TEST_MODEL := $(patsubst tests/model/%.c,$(BUILD)/tests/model/%,$(wildcard tests/model/test_*.c))
TEST_TUI := $(patsubst tests/tui/%.c,$(BUILD)/tests/tui/%,$(wildcard tests/tui/test_*.c))
TEST_E2E := $(patsubst tests/e2e/%.c,$(BUILD)/tests/e2e/%,$(wildcard tests/e2e/test_*.c))
TEST_HELP := $(call objs,$(wildcard tests/help/*.c))
.SECONDARY:
tests: $(TEST_FORMS) $(TEST_MODEL) $(TEST_TUI) $(TEST_E2E) $(BUILD)/meyar
# Some 300 programs are linked for one check; gold, where it is, takes a third of the time.
GOLD := $(shell $(CC) -fuse-ld=gold -Wl,--version >/dev/null 2>&1 && echo -fuse-ld=gold)
LINK_TEST = @mkdir -p $(@D); $(CC) $(ALL_CFLAGS) $(LDFLAGS) $(GOLD) -o $@ $(filter %.o,$^) $(WRAP) -L$(BUILD)
$(BUILD)/tests/forms/%: $(BUILD)/obj/tests/forms/%.o $(BUILD)/obj/tests/help/locale.o $(BUILD)/libforms.a
	$(LINK_TEST) -lforms $(FORMS_LIBS) -lcmocka
$(BUILD)/tests/model/%: $(BUILD)/obj/tests/model/%.o $(TEST_HELP) $(BUILD)/libmodel.a $(BUILD)/libforms.a
	$(LINK_TEST) -lmodel -lforms $(MODEL_LIBS) $(FORMS_LIBS) -lcmocka
$(BUILD)/tests/tui/%: $(BUILD)/obj/tests/tui/%.o $(TEST_HELP) $(TUI_OBJ) $(BUILD)/libmodel.a $(BUILD)/libforms.a
	$(LINK_TEST) -lmodel -lforms $(TUI_LIBS) $(MODEL_LIBS) $(FORMS_LIBS) -lcmocka -lm
$(BUILD)/tests/e2e/%: $(BUILD)/obj/tests/e2e/%.o $(BUILD)/obj/tests/e2e/pty.o $(TEST_HELP) $(BUILD)/libmodel.a $(BUILD)/libforms.a
	$(LINK_TEST) -lmodel -lforms $(MODEL_LIBS) $(FORMS_LIBS) -lvterm -lutil -lcmocka

# Between the screens and the canvas this test looks at what is written where.
$(BUILD)/tests/tui/test_layouts: WRAP := -Wl,--wrap=put,--wrap=put_right,--wrap=put_rule,--wrap=put_wall

# Brings the README's pictures up to the screens as the tests have them.
pictures:
	@mkdir -p $(BUILD)
	@sh config/pictures.sh >$(BUILD)/README.md && cp $(BUILD)/README.md README.md

# The reports in a real browser; needs Chromium and, once, the network.
browser: all
	@sh tests/browser/run.sh $(BUILD)

lint:
	@sh config/lint.sh

layers: all
	@sh config/layers.sh $(BUILD)

BENCH := $(patsubst tests/bench/%.c,$(BUILD)/tests/bench/%,$(wildcard tests/bench/bench_*.c))
$(BUILD)/tests/bench/bench_answer $(BUILD)/tests/bench/bench_report $(BUILD)/tests/bench/bench_scorecard: $(TUI_OBJ)
$(BUILD)/tests/bench/%: $(BUILD)/obj/tests/bench/%.o $(BUILD)/obj/tests/e2e/pty.o $(BUILD)/libmodel.a $(BUILD)/libforms.a
	$(LINK_TEST) -lmodel -lforms $(TUI_LIBS) $(MODEL_LIBS) $(FORMS_LIBS) -lvterm -lutil -lcmocka
bench: all $(BENCH)
	@sh tests/bench/run.sh $(BUILD)

format:
	clang-format -i $(shell git ls-files '*.c' '*.h')

clean:
	rm -rf $(BUILD)
