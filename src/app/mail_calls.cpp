#include "app/mail_calls.hpp"

#include "app/call_words.hpp"
#include "app/mail_command.hpp"
#include "store/mail.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace app::call {

std::string* mail_value_of(mail_options& mail, std::string_view flag) {
    if (flag == "--smtp-server") return &mail.server;
    if (flag == "--smtp-port") return &mail.port;
    if (flag == "--smtp-tls") return &mail.tls;
    if (flag == "--smtp-user") return &mail.user;
    if (flag == "--smtp-password-file") return &mail.password_file;
    if (flag == "--smtp-ca-file") return &mail.authorities;
    return flag == "--mail-from" ? &mail.from : nullptr;
}

void mail_calls::add_to(CLI::App& cli, declare& d, mail_options& mail, std::string& base_url) {
    auto* group = d.add_group(cli, "mail", d.say("cli.mail"));
    const auto add = [&](const std::string& name, const std::string& key, action does) {
        auto* c = d.add(*group, name, d.say(key), std::move(does));
        if (name != "test") d.with_data(c);
        return c;
    };
    const auto with_base_url = [&](CLI::App* c) {
        for (const auto& s : settings())
            if (s.flag == "--base-url") d.with_setting(c, s, base_url);
    };
    auto* test = add("test", "cli.mail_test",
                     [this, &mail, &base_url](program& p) { return mail_test(p, mail, address_, base_url); });
    test->add_option("MAIL", address_, d.say("cli.account_mail"))->required();
    with_base_url(test);
    for (const auto& s : settings())
        if (auto* value = mail_value_of(mail, s.flag)) d.with_setting(test, s, *value);
    std::vector<std::string> states;
    for (const auto s : store::all_mail_states)
        states.emplace_back(store::name(s));
    add("list", "cli.mail_list", [this, &d](program& p) { return mail_list(p, d.data, state_); })
        ->add_option("--state", state_, d.say("cli.mail_state"))
        ->check(one_of(d.say, states));
    add("retry", "cli.mail_retry", [this, &d](program& p) { return mail_retry(p, d.data, number_); })
        ->add_option("ID", number_, d.say("cli.mail_id"))
        ->check(whole_number(d.say, 1, INT32_MAX));
    with_base_url(
        add("remind", "cli.mail_remind", [&d, &base_url](program& p) { return mail_remind(p, d.data, base_url); }));
    auto* b =
        add("bounced", "cli.mail_bounced", [this, &d](program& p) { return mail_bounced(p, d.data, address_, undo_); });
    b->add_option("MAIL", address_, d.say("cli.account_mail"))->required();
    b->add_flag("--undo", undo_, d.say("cli.mail_undo"));
}

} // namespace app::call
