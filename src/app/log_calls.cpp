#include "app/log_calls.hpp"

#include "app/call_words.hpp"
#include "core/showing.hpp"

#include <CLI/CLI.hpp>

namespace app::call {

void log_calls::add_to(CLI::App& cli, declare& d) {
    add_log(cli, d);
    add_reason(cli, d);
    add_told(cli, d);
}

void log_calls::with_entry(CLI::App* c, const declare& d, bool amount_required, entry_words words) {
    auto* amount = c->add_option("--amount", entry_.amount, d.say(words.amount));
    if (amount_required) amount->required();
    c->add_option("--date", on_, d.say(words.date))->check(is_date(d.say));
    c->add_option("--for", entry_.subject, d.say("cli.for"));
    c->add_option("--reading", entry_.reading, d.say("cli.reading"))->check(whole_number(d.say, 1, 9999));
    c->add_option("--hours", hours_, d.say("cli.hours"))->check(any_number(d.say));
    c->add_option("--place", entry_.place, d.say("cli.place"));
    c->add_option("--note", entry_.note, d.say("cli.note"));
    c->add_option("--channel", entry_.channel, d.say("cli.channel"));
    c->add_option("--link", entry_.link, d.say("cli.link"));
    c->add_option("--key", entry_.key, d.say("cli.key"));
    c->add_option("--shown", entry_.shown, d.say("cli.shown"))
        ->check(one_of(d.say, {"nothing", "amount", "area", "all"}));
    c->add_option("--after-days", entry_.after_days, d.say("cli.after_days"))
        ->check(whole_number(d.say, 0, core::longest_delay));
    c->add_flag("--confirm", entry_.confirmed, d.say("cli.confirm"));
}

const entry_options& log_calls::entry(const data_place& data) {
    entry_.data = data;
    entry_.on = day(on_);
    if (!hours_.empty()) entry_.hours = number(hours_);
    return entry_;
}

void log_calls::add_log(CLI::App& cli, declare& d) {
    auto* c = d.add_group(cli, "log", d.say("cli.log"));
    auto* a = d.add(*c, "add", d.say("cli.log_add"), [this, &d](program& p) { return log_add(p, entry(d.data)); });
    d.with_data(a);
    d.with_slug(a, entry_.slug);
    a->add_option("OWNER", entry_.owner, d.say("cli.owner"))->required();
    with_entry(a, d, true, {});
    auto* l =
        d.add(*c, "list", d.say("cli.log_list"), [this, &d](program& p) { return log_list(p, d.data, slug_, owner_); });
    d.with_data(l);
    d.with_slug(l, slug_);
    l->add_option("OWNER", owner_, d.say("cli.log_owner"));
    auto* r = d.add(*c, "correct", d.say("cli.log_correct"),
                    [this, &d](program& p) { return log_correct(p, entry(d.data)); });
    d.with_data(r);
    d.with_slug(r, entry_.slug);
    r->add_option("ID", entry_.owner, d.say("cli.entry_id"))->required();
    with_entry(r, d, false, {.date = "cli.date_kept"});
    auto* i = d.add(*c, "import", d.say("cli.log_import"), [this, &d](program& p) {
        log_import_.entry = entry(d.data);
        return log_import(p, log_import_);
    });
    d.with_data(i);
    d.with_slug(i, entry_.slug);
    i->add_option("FILE", log_import_.file, d.say("cli.log_file"))->required();
    i->add_flag("--good-only", log_import_.good_only, d.say("cli.good_only"));
    i->add_flag("--confirm", entry_.confirmed, d.say("cli.confirm"));
    auto* w = d.add(*c, "withdraw", d.say("cli.log_withdraw"),
                    [this, &d](program& p) { return log_withdraw(p, entry(d.data)); });
    d.with_data(w);
    d.with_slug(w, entry_.slug);
    w->add_option("ID", entry_.owner, d.say("cli.entry_id"))->required();
    w->add_option("--note", entry_.note, d.say("cli.why"));
    w->add_flag("--confirm", entry_.confirmed, d.say("cli.confirm"));
}

void log_calls::add_reason(CLI::App& cli, declare& d) {
    auto* c = d.add(cli, "reason", d.say("cli.reason"), [this, &d](program& p) {
        reason_.data = d.data;
        reason_.window_from = day(window_);
        return reason(p, reason_);
    });
    d.with_data(c);
    d.with_slug(c, reason_.slug);
    c->add_option("OWNER", reason_.owner, d.say("cli.reason_owner"))->required();
    c->add_option("--code", reason_.code, d.say("cli.reason_code"))->required();
    c->add_option("--text", reason_.text, d.say("cli.reason_text"))->required();
    c->add_option("--function", reason_.function, d.say("cli.reason_function"))->required();
    c->add_option("--window", window_, d.say("cli.reason_window"))->check(is_date(d.say));
    c->add_flag("--confirm", reason_.confirmed, d.say("cli.confirm"));
}

void log_calls::add_told(CLI::App& cli, declare& d) {
    auto* c = d.add(cli, "told", d.say("cli.told"), [this, &d](program& p) { return told(p, entry(d.data)); });
    d.with_data(c);
    d.with_slug(c, entry_.slug);
    with_entry(c, d, false, {.amount = "cli.amount_once"});
}

} // namespace app::call
