#include "app/access_calls.hpp"

#include "app/call_words.hpp"

#include <CLI/CLI.hpp>

namespace app::call {

void access_calls::add_to(CLI::App& cli, declare& d) {
    add_token(cli, d);
    add_link(cli, d);
    add_account(cli, d);
}

void access_calls::add_token(CLI::App& cli, declare& d) {
    auto* c = d.add_group(cli, "token", d.say("cli.token"));
    auto* a =
        d.add(*c, "add", d.say("cli.token_add"), [this, &d](program& p) { return token_add(p, d.data, name_, slug_); });
    d.with_data(a);
    a->add_option("NAME", name_, d.say("cli.token_name"))->required();
    a->add_option("--pledge", slug_, d.say("cli.token_pledge"));
    auto* l = d.add(*c, "list", d.say("cli.token_list"), [&d](program& p) { return token_list(p, d.data); });
    d.with_data(l);
    auto* r = d.add(*c, "revoke", d.say("cli.token_revoke"),
                    [this, &d](program& p) { return token_revoke(p, d.data, name_); });
    d.with_data(r);
    r->add_option("NAME", name_, d.say("cli.token_name"))->required();
}

void access_calls::add_link(CLI::App& cli, declare& d) {
    auto* c = d.add_group(cli, "link", d.say("cli.links"));
    auto* a = d.add(*c, "add", d.say("cli.links_add"), [this, &d](program& p) {
        link_.until = *day(until_);
        return link_add(p, d.data, link_);
    });
    d.with_data(a);
    d.with_slug(a, link_.slug);
    a->add_option("--function", link_.function, d.say("cli.links_function"))->required();
    a->add_option("--until", until_, d.say("cli.last_day"))->check(is_date(d.say))->required();
    a->add_option("--row", link_.rows, d.say("cli.links_row"));
    a->add_option("--party", link_.party, d.say("cli.links_party"));
    a->add_option("--base-url", link_.base_url, d.say("cli.account_url"));
    a->add_flag("--confirm", link_.confirmed, d.say("cli.confirm"));
    auto* l = d.add(*c, "list", d.say("cli.links_list"), [&d](program& p) { return link_list(p, d.data); });
    d.with_data(l);
    auto* r = d.add(*c, "revoke", d.say("cli.links_revoke"),
                    [this, &d](program& p) { return link_revoke(p, d.data, number_); });
    d.with_data(r);
    r->add_option("NUMBER", number_, d.say("cli.links_number"))
        ->required()
        ->check(whole_number(d.say, 1, 1'000'000'000));
}

void access_calls::add_account(CLI::App& cli, declare& d) {
    auto* c = d.add_group(cli, "account", d.say("cli.account"));
    auto* a =
        d.add(*c, "add", d.say("cli.account_add"), [this, &d](program& p) { return account_add(p, d.data, account_); });
    d.with_data(a);
    a->add_option("MAIL", account_.mail, d.say("cli.account_mail"))->required();
    a->add_option("--organisation", account_.organisation, d.say("cli.account_organisation"))->required();
    a->add_option("--role", account_.role, d.say("cli.account_role"))->required();
    a->add_option("--base-url", account_.base_url, d.say("cli.account_url"));
    auto* l = d.add(*c, "list", d.say("cli.account_list"), [&d](program& p) { return account_list(p, d.data); });
    d.with_data(l);
    auto* r = d.add(*c, "reset", d.say("cli.account_reset"),
                    [this, &d](program& p) { return account_reset(p, d.data, account_); });
    d.with_data(r);
    r->add_option("MAIL", account_.mail, d.say("cli.account_mail"))->required();
    r->add_option("--base-url", account_.base_url, d.say("cli.account_url"));
    auto* e = d.add(*c, "close", d.say("cli.account_close"),
                    [this, &d](program& p) { return account_close(p, d.data, account_.mail); });
    d.with_data(e);
    e->add_option("MAIL", account_.mail, d.say("cli.account_mail"))->required();
    auto* x = d.add(*c, "export", d.say("cli.account_export"),
                    [this, &d](program& p) { return account_export(p, d.data, account_.mail); });
    d.with_data(x);
    x->add_option("MAIL", account_.mail, d.say("cli.account_mail"))->required();
}

} // namespace app::call
