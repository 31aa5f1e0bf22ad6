#include "app/call_words.hpp"

#include "base/number.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace app::call {
namespace {

const CLI::App& called(const CLI::App& cli) {
    const auto* at = &cli;
    for (auto next = at->get_subcommands(); !next.empty(); next = at->get_subcommands())
        at = next.front();
    return *at;
}

// "lofte log add"
std::string name_of(const CLI::App& command) {
    const auto* above = command.get_parent();
    return above ? name_of(*above) + " " + command.get_name() : command.get_name();
}

std::string missing(const CLI::App& command, const base::translator& say) {
    for (const auto* option :
         command.get_options([](const CLI::Option* o) { return o->get_required() && o->count() == 0; }))
        return say({"cli.missing", {{"name", option->get_name()}, {"what", option->get_description()}}});
    std::string known;
    for (const auto* one : command.get_subcommands([](const CLI::App*) { return true; }))
        known += (known.empty() ? "" : ", ") + one->get_name();
    return say({"cli.missing_command", {{"command", name_of(command)}, {"known", known}}});
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

} // namespace

void speak(CLI::App& cli, const base::translator& say) {
    const auto words = cli.get_formatter();
    words->label("Usage", say("cli.label_usage"));
    words->label("OPTIONS", say("cli.label_options_short"));
    words->label("SUBCOMMAND", say("cli.label_command_short"));
    words->label("Positionals", say("cli.label_positionals"));
    words->label("REQUIRED", say("cli.label_required"));
    words->label("Env", say("cli.label_environment"));
    for (const auto* number : {"INT", "UINT", "FLOAT"})
        words->label(number, say("cli.label_number"));
    cli.option_defaults()->group(say("cli.label_options"));
}

CLI::App* command_of(CLI::App& under, const std::string& name, const std::string& what, const base::translator& say) {
    auto* made = under.add_subcommand(name, what);
    made->group(say("cli.label_commands"));
    made->get_help_ptr()->group(say("cli.label_options"));
    return made;
}

std::string fault(const CLI::App& cli, const CLI::ParseError& e, const base::translator& say) {
    const auto& command = called(cli);
    const auto unknown = cli.remaining(true);
    const std::string_view said{e.what()};
    std::string sentence;
    if (!unknown.empty())
        sentence = say({"cli.unknown_words", {{"words", joined(unknown)}}});
    else if (dynamic_cast<const CLI::RequiredError*>(&e))
        sentence = missing(command, say);
    else if (dynamic_cast<const CLI::ArgumentMismatch*>(&e))
        sentence = say({"cli.value_missing", {{"name", std::string{said.substr(0, said.find(':'))}}}});
    else if (dynamic_cast<const CLI::ValidationError*>(&e)) // the option's name, and the sentence of a check below
        sentence = said;
    else // a flag with a value
        sentence = say({"cli.not_understood", {{"what", std::string{said.substr(said.find(": ") + 2)}}}});
    return sentence + '\n' + say({"cli.see_help", {{"command", name_of(command)}}}) + '\n';
}

check whole_number(const base::translator& say, std::int64_t from, std::int64_t to) {
    return [&say, from, to](const std::string& text) {
        std::int64_t n = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
        if (fault == std::errc{} && end == text.data() + text.size() && n >= from && n <= to) return std::string{};
        // As figures, without the space between thousands: so it is typed.
        return say(
            {"cli.no_whole_number", {{"text", text}, {"from", std::to_string(from)}, {"to", std::to_string(to)}}});
    };
}

check any_number(const base::translator& say) {
    return [&say](const std::string& text) {
        return base::parse_decimal(text) ? std::string{} : say({"cli.no_number", {{"text", text}}});
    };
}

double number(std::string_view text) { return base::parse_decimal(text).value(); }

check one_of(const base::translator& say, std::vector<std::string> words) {
    return [&say, words = std::move(words)](const std::string& text) {
        if (std::find(words.begin(), words.end(), text) != words.end()) return std::string{};
        return say({"cli.no_such_word", {{"text", text}, {"known", fmt::format("{}", fmt::join(words, ", "))}}});
    };
}

check is_date(const base::translator& say) {
    return [&say](const std::string& text) {
        return day(text) ? std::string{} : say({"cli.no_date", {{"text", text}}});
    };
}

std::optional<base::date> day(const std::string& iso) { return base::parse_iso_date(iso); }

} // namespace app::call
