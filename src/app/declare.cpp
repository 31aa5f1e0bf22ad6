#include "app/declare.hpp"

#include "app/call_words.hpp"

#include <CLI/CLI.hpp>

#include <utility>

namespace app::call {

CLI::App* declare::add(CLI::App& under, const std::string& name, const std::string& what, action does) {
    auto* c = command_of(under, name, what, say);
    c->callback([this, does = std::move(does)] { chosen_ = does; });
    return c;
}

CLI::App* declare::add_group(CLI::App& under, const std::string& name, const std::string& what) {
    auto* c = command_of(under, name, what, say);
    c->require_subcommand(1);
    return c;
}

void declare::otherwise(CLI::App* group, std::function<bool()> wanted, action does) {
    group->require_subcommand(0, 1);
    group->callback([this, group, wanted = std::move(wanted), does = std::move(does)] {
        if (!group->get_subcommands().empty()) return;
        if (!wanted()) throw CLI::RequiredError::Subcommand(1);
        chosen_ = does;
    });
}

void declare::with_data(CLI::App* command) {
    command->add_option("--data", data.folder, say("cli.data"))->capture_default_str();
    command->add_option("--database", data.database, say("cli.database"));
}

void declare::with_slug(CLI::App* command, std::string& slug) {
    command->add_option("SLUG", slug, say("cli.slug"))->required();
}

void declare::with_setting(CLI::App* command, const setting& s, std::string& value) {
    command->add_option(std::string{s.flag}, value, say(s.key))
        ->envname(std::string{s.environment})
        ->default_str(std::string{s.standard});
}

} // namespace app::call
