#include "app/reading_calls.hpp"

#include "app/lexicon.hpp"

#include <CLI/CLI.hpp>

namespace app::call {

void reading_calls::add_to(CLI::App& cli, declare& d) {
    add_read(cli, d);
    auto* l = d.add(cli, "lint", d.say("cli.lint"),
                    [this](program& p) { return lint(p, file_.empty() ? "-" : file_, lines_); });
    l->add_option("FILE", file_, d.say("cli.lint_file"));
    l->add_flag("--lines", lines_, d.say("cli.lint_text"));
    add_lexicon(cli, d);
}

void reading_calls::with_manner(CLI::App* c, const declare& d) {
    c->add_flag("--explain", read_.explain, d.say("cli.explain"));
    c->add_option("--lexicon", read_.lexicon, d.say("cli.lexicon_folder"));
}

void reading_calls::add_read(CLI::App& cli, declare& d) {
    auto* c = d.add_group(cli, "read", d.say("cli.read"));
    const auto lines_of = [this](read_kind kind) {
        return [this, kind](program& p) { return read_lines(p, kind, read_); };
    };
    with_manner(c, d);
    d.otherwise(
        c, [this] { return read_.explain; }, lines_of(read_kind::cadence));
    with_manner(d.add(*c, "cadence", d.say("cli.cadence"), lines_of(read_kind::cadence)), d);
    with_manner(d.add(*c, "period", d.say("cli.period"), lines_of(read_kind::period)), d);
    with_manner(d.add(*c, "quantity", d.say("cli.quantity"), lines_of(read_kind::quantity)), d);
    auto* f = d.add(*c, "document", d.say("cli.read_document"),
                    [this](program& p) { return read_document(p, file_, read_); });
    f->add_option("FILE", file_, d.say("cli.read_file"))->required();
    with_manner(f, d);
}

void reading_calls::add_lexicon(CLI::App& cli, declare& d) {
    auto* c = d.add_group(cli, "lexicon", d.say("cli.lexicon"));
    auto* w = d.add(*c, "write", d.say("cli.lexicon_write"), [this](program& p) { return lexicon_write(p, folder_); });
    w->add_option("FOLDER", folder_, d.say("cli.lexicon_folder"))->required();
    auto* k = d.add(*c, "check", d.say("cli.lexicon_check"), [this](program& p) { return lexicon_check(p, folder_); });
    k->add_option("FOLDER", folder_, d.say("cli.lexicon_folder"))->required();
    auto* t = d.add(*c, "test", d.say("cli.lexicon_test"),
                    [this](program& p) { return lexicon_test(p, file_, read_.lexicon); });
    t->add_option("FILE", file_, d.say("cli.lexicon_phrases"))->required();
    t->add_option("--lexicon", read_.lexicon, d.say("cli.lexicon_folder"));
}

} // namespace app::call
