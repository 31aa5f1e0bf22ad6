#include "app/cli.hpp"

#include "app/call_words.hpp"
#include "app/commands.hpp"
#include "app/keeping_calls.hpp"
#include "app/mail_calls.hpp"
#include "app/settings.hpp"
#include "app/version.hpp"
#include "core/showing.hpp"
#include "db/error.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <functional>
#include <ostream>

namespace app {
namespace {

using command = std::function<int(program&)>;

std::optional<base::date> day(const std::string& iso) { return base::parse_iso_date(iso); }

// The language is needed before the rest is parsed, since the help is in it too.
base::language language_of(int argc, const char* const* argv) {
    std::string_view said;
    if (const char* set = std::getenv("LOFTE_LANG")) said = set;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word{argv[i]};
        if (word == "--lang" && i + 1 < argc) said = argv[i + 1];
        if (word.starts_with("--lang=")) said = word.substr(7);
    }
    return said == "en" ? base::language::en : base::language::sv;
}

// The command line as CLI11 knows it: each add_… declares one command and what it does when it is the one called.
class command_line {
  public:
    explicit command_line(const base::translator& say) : say_{say}, cli_{say("cli.about"), "lofte"} {
        is_date_ = [this](const std::string& iso) {
            return day(iso) ? std::string{} : say_({"cli.no_date", {{"text", iso}}});
        };
        read_environment();
        call::speak(cli_, say_);
        cli_.require_subcommand(1);
        cli_.set_help_flag("-h,--help", say_("cli.help"));
        cli_.fallthrough();
        cli_.add_option("--today", today_, say_("cli.today"))->check(is_date_)->envname("LOFTE_TODAY");
        cli_.add_option("--lang", language_, say_("cli.lang"))
            ->envname("LOFTE_LANG")
            ->check(call::one_of(say_, {"sv", "en"}));
        cli_.add_flag("--json", json_, say_("cli.json"));
        add_serve();
        add_import();
        add_read();
        add_lint();
        add_answer();
        add_publish();
        add_log();
        add_reason();
        add_told();
        add_status();
        add_report();
        add_calendar();
        add_token();
        add_link();
        add_account();
        add_mail();
        add_provider();
        add_house();
    }

    int run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err) {
        try {
            cli_.parse(argc, argv);
        } catch (const CLI::Success& e) { // --help, --version
            cli_.exit(e, out, err);
            return done;
        } catch (const CLI::ParseError& e) {
            err << call::fault(cli_, e, say_);
            return wrong_call;
        }
        // An address may hold a password: only what stands before it is said.
        if (const auto& url = data_.database;
            !url.empty() && !url.starts_with("postgresql://") && !url.starts_with("postgres://")) {
            const auto colon = url.find("://");
            err << say_({"app.other_database",
                         {{"scheme", colon == std::string::npos ? "…" : url.substr(0, colon + 3) + "…"}}})
                << '\n';
            return wrong_call;
        }
        program p{in, out, err, say_, today_.empty() ? base::clock{} : base::clock{*day(today_)}, json_};
        try {
            return chosen_(p);
        } catch (const db::error& e) {
            err << say_(e.text()) << '\n';
            return storage_failed;
        }
    }

  private:
    // Read here and not by the option: several commands share it, and a variable must never win over a flag.
    void read_environment() {
        if (const char* set = std::getenv("LOFTE_DATA")) data_.folder = set;
        if (const char* set = std::getenv("LOFTE_DATABASE")) data_.database = set;
        if (const char* set = std::getenv("LOFTE_SMTP_PASSWORD")) serve_.mail.password = set;
    }

    CLI::App* add(CLI::App& under, const std::string& name, const std::string& what, command c) {
        auto* sub = call::command_of(under, name, what, say_);
        sub->callback([this, c = std::move(c)] { chosen_ = c; });
        return sub;
    }

    void with_data(CLI::App* c) {
        c->add_option("--data", data_.folder, say_("cli.data"))->capture_default_str();
        c->add_option("--database", data_.database, say_("cli.database"));
    }

    void with_slug(CLI::App* c, std::string& slug) { c->add_option("SLUG", slug, say_("cli.slug"))->required(); }

    void add_serve() {
        auto* c = add(cli_, "serve", say_("cli.serve"), [this](program& p) {
            serve_.data = data_;
            serve_.data.create = true;
            return serve(p, serve_);
        });
        with_data(c);
        for (const auto& s : settings()) {
            if (s.flag.empty() || s.flag == "--data" || s.flag == "--database") continue;
            with_setting(c, s);
        }
        port_option_check(c);
    }

    void with_setting(CLI::App* c, const setting& s) {
        c->add_option(std::string{s.flag}, value_of(s.flag), say_(s.key))
            ->envname(std::string{s.environment})
            ->default_str(std::string{s.standard});
    }

    // Where a setting of serve's is kept, by its flag.
    std::string& value_of(std::string_view flag) {
        if (flag == "--port") return port_;
        if (flag == "--address") return serve_.address;
        if (flag == "--base-url") return serve_.base_url;
        if (flag == "--templates") return serve_.templates;
        if (auto* mail = call::mail_value_of(serve_.mail, flag)) return *mail;
        if (flag == "--metrics-token") return serve_.metrics_token;
        if (flag == "--providers") return serve_.providers;
        return serve_.log_level;
    }

    void port_option_check(CLI::App* c) {
        serve_.address = "127.0.0.1";
        c->get_option("--log-level")->check(call::one_of(say_, {"error", "warn", "info", "debug"}));
        c->get_option("--port")->check(call::whole_number(say_, 0, 65535));
        c->parse_complete_callback([this] { serve_.port = static_cast<std::uint16_t>(std::atoi(port_.c_str())); });
    }

    void with_publishing(CLI::App* c) {
        c->add_option("--by", publish_.by, say_("cli.by"));
        c->add_option("--approved", approved_, say_("cli.approved"))->check(is_date_);
    }

    publishing how_published(bool wanted) const { return {wanted, publish_.by, day(approved_)}; }

    void add_import() {
        auto* c = add(cli_, "import", say_("cli.import"), [this](program& p) {
            if (draft_only_) return print_drafts(p, import_.files);
            import_.data = data_;
            import_.data.create = true;
            import_.publish = how_published(publish_.wanted);
            return import_files(p, import_);
        });
        with_data(c);
        c->add_option("FILE", import_.files, say_("cli.files"))->required();
        c->add_flag("--draft", draft_only_, say_("cli.draft"));
        c->add_flag("--publish", publish_.wanted, say_("cli.publish_flag"));
        c->add_option("--slug", import_.slug, say_("cli.slug_short"))->check([this](const std::string& s) {
            return !s.empty() && s.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos &&
                           s[0] != '-'
                       ? std::string{}
                       : say_("cli.slug_form");
        });
        with_publishing(c);
    }

    void add_lint() {
        auto* c = add(cli_, "lint", say_("cli.lint"),
                      [this](program& p) { return lint(p, name_.empty() ? "-" : name_, lines_); });
        c->add_option("FILE", name_, say_("cli.lint_file"));
        c->add_flag("--lines", lines_, say_("cli.lint_text"));
    }

    void add_read() {
        auto* c = call::command_of(cli_, "read", say_("cli.read"), say_);
        c->require_subcommand(1);
        add(*c, "cadence", say_("cli.cadence"), [](program& p) { return read_lines(p, read_kind::cadence); });
        add(*c, "period", say_("cli.period"), [](program& p) { return read_lines(p, read_kind::period); });
        add(*c, "quantity", say_("cli.quantity"), [](program& p) { return read_lines(p, read_kind::quantity); });
    }

    void add_answer() {
        auto* c = add(cli_, "answer", say_("cli.answer"), [this](program& p) {
            answer_.data = data_;
            return answer(p, answer_);
        });
        with_data(c);
        with_slug(c, answer_.slug);
        c->add_option("QUESTION", answer_.question, say_("cli.question"))->check(call::whole_number(say_, 1, 9999));
        c->add_option("OPTION", answer_.option, say_("cli.option"))->check(call::whole_number(say_, 1, 9999));
        c->add_option("--text", answer_.words, say_("cli.words"));
    }

    void add_publish() {
        auto* c = add(cli_, "publish", say_("cli.publish"),
                      [this](program& p) { return publish(p, data_, slug_, how_published(true)); });
        with_data(c);
        with_slug(c, slug_);
        with_publishing(c);
        auto* e =
            add(cli_, "export", say_("cli.export"), [this](program& p) { return export_pledge(p, data_, slug_); });
        with_data(e);
        with_slug(e, slug_);
    }

    // What is said otherwise than of a new entry.
    struct entry_words {
        std::string_view amount = "cli.amount", date = "cli.date";
    };

    void with_entry(CLI::App* c, bool amount_required, entry_words words) {
        auto* amount = c->add_option("--amount", entry_.amount, say_(words.amount));
        if (amount_required) amount->required();
        c->add_option("--date", on_, say_(words.date))->check(is_date_);
        c->add_option("--for", entry_.subject, say_("cli.for"));
        c->add_option("--reading", entry_.reading, say_("cli.reading"))->check(call::whole_number(say_, 1, 9999));
        c->add_option("--hours", hours_, say_("cli.hours"))->check(call::any_number(say_));
        c->add_option("--place", entry_.place, say_("cli.place"));
        c->add_option("--note", entry_.note, say_("cli.note"));
        c->add_option("--channel", entry_.channel, say_("cli.channel"));
        c->add_option("--link", entry_.link, say_("cli.link"));
        c->add_option("--key", entry_.key, say_("cli.key"));
        c->add_option("--shown", entry_.shown, say_("cli.shown"))
            ->check(call::one_of(say_, {"nothing", "amount", "area", "all"}));
        c->add_option("--after-days", entry_.after_days, say_("cli.after_days"))
            ->check(call::whole_number(say_, 0, core::longest_delay));
        c->add_flag("--confirm", entry_.confirmed, say_("cli.confirm"));
    }

    const entry_options& entry() {
        entry_.data = data_;
        entry_.on = day(on_);
        if (!hours_.empty()) entry_.hours = call::number(hours_);
        return entry_;
    }

    void add_log() {
        auto* c = call::command_of(cli_, "log", say_("cli.log"), say_);
        c->require_subcommand(1);
        auto* a = add(*c, "add", say_("cli.log_add"), [this](program& p) { return log_add(p, entry()); });
        with_data(a);
        with_slug(a, entry_.slug);
        a->add_option("OWNER", entry_.owner, say_("cli.owner"))->required();
        with_entry(a, true, {});
        auto* l =
            add(*c, "list", say_("cli.log_list"), [this](program& p) { return log_list(p, data_, slug_, owner_); });
        with_data(l);
        with_slug(l, slug_);
        l->add_option("OWNER", owner_, say_("cli.log_owner"));
        auto* r = add(*c, "correct", say_("cli.log_correct"), [this](program& p) { return log_correct(p, entry()); });
        with_data(r);
        with_slug(r, entry_.slug);
        r->add_option("ID", entry_.owner, say_("cli.entry_id"))->required();
        with_entry(r, false, {.date = "cli.date_kept"});
        auto* i = add(*c, "import", say_("cli.log_import"), [this](program& p) {
            log_import_.entry = entry();
            return log_import(p, log_import_);
        });
        with_data(i);
        with_slug(i, entry_.slug);
        i->add_option("FILE", log_import_.file, say_("cli.log_file"))->required();
        i->add_flag("--good-only", log_import_.good_only, say_("cli.good_only"));
        i->add_flag("--confirm", entry_.confirmed, say_("cli.confirm"));
        auto* w =
            add(*c, "withdraw", say_("cli.log_withdraw"), [this](program& p) { return log_withdraw(p, entry()); });
        with_data(w);
        with_slug(w, entry_.slug);
        w->add_option("ID", entry_.owner, say_("cli.entry_id"))->required();
        w->add_option("--note", entry_.note, say_("cli.why"));
        w->add_flag("--confirm", entry_.confirmed, say_("cli.confirm"));
    }

    void add_reason() {
        auto* c = add(cli_, "reason", say_("cli.reason"), [this](program& p) {
            reason_.data = data_;
            reason_.window_from = day(window_);
            return reason(p, reason_);
        });
        with_data(c);
        with_slug(c, reason_.slug);
        c->add_option("OWNER", reason_.owner, say_("cli.reason_owner"))->required();
        c->add_option("--code", reason_.code, say_("cli.reason_code"))->required();
        c->add_option("--text", reason_.text, say_("cli.reason_text"))->required();
        c->add_option("--function", reason_.function, say_("cli.reason_function"))->required();
        c->add_option("--window", window_, say_("cli.reason_window"))->check(is_date_);
        c->add_flag("--confirm", reason_.confirmed, say_("cli.confirm"));
    }

    void add_told() {
        auto* c = add(cli_, "told", say_("cli.told"), [this](program& p) { return told(p, entry()); });
        with_data(c);
        with_slug(c, entry_.slug);
        with_entry(c, false, {.amount = "cli.amount_once"});
    }

    void add_status() {
        auto* c =
            add(cli_, "status", say_("cli.status"), [this](program& p) { return status(p, data_, slug_, day(at_)); });
        with_data(c);
        c->add_option("SLUG", slug_, say_("cli.slug_or_all"));
        c->add_option("--at", at_, say_("cli.at"))->check(is_date_);
    }

    void add_report() {
        auto* c = add(cli_, "report", say_("cli.report"), [this](program& p) {
            report_.data = data_;
            report_.from = day(from_);
            report_.to = day(to_);
            return report_pdf(p, report_);
        });
        with_data(c);
        with_slug(c, report_.slug);
        c->add_option("--from", from_, say_("cli.from"))->check(is_date_);
        c->add_option("--to", to_, say_("cli.to"))->check(is_date_);
        c->add_option("--out", report_.out, say_("cli.out"));
    }

    void add_calendar() {
        auto* c = add(cli_, "calendar", say_("cli.calendar"), [this](program& p) {
            calendar_.data = data_;
            calendar_.from = day(from_);
            calendar_.to = day(to_);
            return calendar(p, calendar_);
        });
        with_data(c);
        with_slug(c, calendar_.slug);
        c->add_option("LIST", calendar_.kind, say_("cli.calendar_list"));
        c->add_option("--from", from_, say_("cli.first_day"))->check(is_date_);
        c->add_option("--to", to_, say_("cli.last_day"))->check(is_date_);
        c->add_option("--name", calendar_.name, say_("cli.calendar_name"));
        c->add_flag("--remove", calendar_.remove, say_("cli.calendar_remove"));
    }

    void add_token() {
        auto* c = call::command_of(cli_, "token", say_("cli.token"), say_);
        c->require_subcommand(1);
        auto* a =
            add(*c, "add", say_("cli.token_add"), [this](program& p) { return token_add(p, data_, name_, slug_); });
        with_data(a);
        a->add_option("NAME", name_, say_("cli.token_name"))->required();
        a->add_option("--pledge", slug_, say_("cli.token_pledge"));
        auto* l = add(*c, "list", say_("cli.token_list"), [this](program& p) { return token_list(p, data_); });
        with_data(l);
        auto* r =
            add(*c, "revoke", say_("cli.token_revoke"), [this](program& p) { return token_revoke(p, data_, name_); });
        with_data(r);
        r->add_option("NAME", name_, say_("cli.token_name"))->required();
    }

    void add_link() {
        auto* c = call::command_of(cli_, "link", say_("cli.links"), say_);
        c->require_subcommand(1);
        auto* a = add(*c, "add", say_("cli.links_add"), [this](program& p) {
            link_.until = *day(to_);
            return link_add(p, data_, link_);
        });
        with_data(a);
        with_slug(a, link_.slug);
        a->add_option("--function", link_.function, say_("cli.links_function"))->required();
        a->add_option("--until", to_, say_("cli.last_day"))->check(is_date_)->required();
        a->add_option("--row", link_.rows, say_("cli.links_row"));
        a->add_option("--party", link_.party, say_("cli.links_party"));
        a->add_option("--base-url", link_.base_url, say_("cli.account_url"));
        a->add_flag("--confirm", link_.confirmed, say_("cli.confirm"));
        auto* l = add(*c, "list", say_("cli.links_list"), [this](program& p) { return link_list(p, data_); });
        with_data(l);
        auto* r =
            add(*c, "revoke", say_("cli.links_revoke"), [this](program& p) { return link_revoke(p, data_, number_); });
        with_data(r);
        r->add_option("NUMBER", number_, say_("cli.links_number"))
            ->required()
            ->check(call::whole_number(say_, 1, 1'000'000'000));
    }

    void add_account() {
        auto* c = call::command_of(cli_, "account", say_("cli.account"), say_);
        c->require_subcommand(1);
        auto* a =
            add(*c, "add", say_("cli.account_add"), [this](program& p) { return account_add(p, data_, account_); });
        with_data(a);
        a->add_option("MAIL", account_.mail, say_("cli.account_mail"))->required();
        a->add_option("--organisation", account_.organisation, say_("cli.account_organisation"))->required();
        a->add_option("--role", account_.role, say_("cli.account_role"))->required();
        a->add_option("--base-url", account_.base_url, say_("cli.account_url"));
        auto* l = add(*c, "list", say_("cli.account_list"), [this](program& p) { return account_list(p, data_); });
        with_data(l);
        auto* r = add(*c, "reset", say_("cli.account_reset"),
                      [this](program& p) { return account_reset(p, data_, account_); });
        with_data(r);
        r->add_option("MAIL", account_.mail, say_("cli.account_mail"))->required();
        r->add_option("--base-url", account_.base_url, say_("cli.account_url"));
        auto* e = add(*c, "close", say_("cli.account_close"),
                      [this](program& p) { return account_close(p, data_, account_.mail); });
        with_data(e);
        e->add_option("MAIL", account_.mail, say_("cli.account_mail"))->required();
        auto* x = add(*c, "export", say_("cli.account_export"),
                      [this](program& p) { return account_export(p, data_, account_.mail); });
        with_data(x);
        x->add_option("MAIL", account_.mail, say_("cli.account_mail"))->required();
    }

    void add_mail() {
        auto* c = call::command_of(cli_, "mail", say_("cli.mail"), say_);
        c->require_subcommand(1);
        mail_.add_to({[this, c](const std::string& name, const std::string& what, command does) {
                          return add(*c, name, what, std::move(does));
                      },
                      [this](CLI::App* one) { with_data(one); },
                      [this](CLI::App* one, const setting& s) { with_setting(one, s); }},
                     say_, data_, serve_.mail, serve_.base_url);
    }

    void add_provider() {
        auto* c = call::command_of(cli_, "provider", say_("cli.provider"), say_);
        c->require_subcommand(1);
        auto* l = add(*c, "list", say_("cli.provider_list"),
                      [this](program& p) { return provider_list(p, data_, serve_.providers, try_them_); });
        with_data(l);
        l->add_option("--providers", serve_.providers, say_("cli.providers"))->envname("LOFTE_PROVIDERS");
        l->add_flag("--try", try_them_, say_("cli.provider_try"));
    }

    void add_house() {
        auto* d = add(cli_, "demo", say_("cli.demo"), [this](program& p) { return demo(p, data_); });
        with_data(d);
        auto* v = add(cli_, "verify", say_("cli.verify"), [this](program& p) { return verify(p, data_); });
        with_data(v);
        add(cli_, "settings", say_("cli.settings"), [](program& p) {
            p.out << settings_page();
            return static_cast<int>(done);
        });
        keeping_.add_to(
            cli_,
            [this](CLI::App& under, const std::string& name, const std::string& what, command act) {
                auto* c = add(under, name, what, std::move(act));
                with_data(c);
                return c;
            },
            say_, data_);
        cli_.set_version_flag("--version", "lofte " + std::string{version}, say_("cli.version"));
    }

    const base::translator& say_;
    CLI::App cli_;
    std::function<std::string(const std::string&)> is_date_;
    command chosen_;
    data_place data_{.folder = "."};
    std::string today_, language_ = "sv";
    bool json_ = false;
    serve_options serve_;
    call::keeping_calls keeping_;
    call::mail_calls mail_;
    account_options account_;
    link_options link_;
    std::int64_t number_ = 0;
    std::string port_ = "8080";
    import_options import_;
    publishing publish_;
    std::string approved_;
    bool draft_only_ = false, lines_ = false, try_them_ = false;
    answer_options answer_;
    entry_options entry_;
    log_import_options log_import_;
    reason_options reason_;
    report_options report_;
    calendar_options calendar_;
    std::string slug_, owner_, name_, on_, hours_, window_, at_, from_, to_;
};

} // namespace

int run_command_line(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err) {
    try {
        const base::translator say{language_of(argc, argv)};
        return command_line{say}.run(argc, argv, in, out, err);
    } catch (const std::exception& e) {
        err << "lofte: " << e.what() << '\n';
        return storage_failed;
    }
}

} // namespace app
