#include "app/cli.hpp"

#include "app/access_calls.hpp"
#include "app/call_words.hpp"
#include "app/commands.hpp"
#include "app/declare.hpp"
#include "app/keeping_calls.hpp"
#include "app/log_calls.hpp"
#include "app/mail_calls.hpp"
#include "app/reading_calls.hpp"
#include "app/settings.hpp"
#include "app/stats_calls.hpp"
#include "app/version.hpp"
#include "db/error.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <functional>
#include <ostream>

namespace app {
namespace {

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
        read_environment();
        call::speak(cli_, say_);
        cli_.require_subcommand(1);
        cli_.set_help_flag("-h,--help", say_("cli.help"));
        cli_.fallthrough();
        cli_.add_option("--today", today_, say_("cli.today"))->check(call::is_date(say_))->envname("LOFTE_TODAY");
        cli_.add_option("--lang", language_, say_("cli.lang"))
            ->envname("LOFTE_LANG")
            ->check(call::one_of(say_, {"sv", "en"}));
        cli_.add_flag("--json", json_, say_("cli.json"));
        add_serve();
        add_import();
        reading_.add_to(cli_, declare_);
        add_answer();
        add_publish();
        log_.add_to(cli_, declare_);
        add_status();
        add_report();
        add_calendar();
        stats_.add_to(cli_, declare_);
        access_.add_to(cli_, declare_);
        mail_.add_to(cli_, declare_, serve_.mail, serve_.base_url);
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
        program p{in, out, err, say_, today_.empty() ? base::clock{} : base::clock{*call::day(today_)}, json_};
        try {
            return declare_.act(p);
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

    void add_serve() {
        auto* c = declare_.add(cli_, "serve", say_("cli.serve"), [this](program& p) {
            serve_.data = data_;
            serve_.data.create = true;
            return serve(p, serve_);
        });
        declare_.with_data(c);
        for (const auto& s : settings()) {
            if (s.flag.empty() || s.flag == "--data" || s.flag == "--database") continue;
            declare_.with_setting(c, s, value_of(s.flag));
        }
        port_option_check(c);
    }

    // Where a setting of serve's is kept, by its flag.
    std::string& value_of(std::string_view flag) {
        if (flag == "--port") return port_;
        if (flag == "--address") return serve_.address;
        if (flag == "--base-url") return serve_.base_url;
        if (flag == "--proxy") return serve_.proxies;
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
        c->add_option("--approved", approved_, say_("cli.approved"))->check(call::is_date(say_));
    }

    publishing how_published(bool wanted) const { return {wanted, publish_.by, call::day(approved_)}; }

    std::function<std::string(const std::string&)> call_slug() const {
        return [this](const std::string& s) {
            return !s.empty() && s.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos &&
                           s[0] != '-'
                       ? std::string{}
                       : say_("cli.slug_form");
        };
    }

    void add_import() {
        auto* c = declare_.add(cli_, "import", say_("cli.import"), [this](program& p) {
            if (draft_only_) return print_drafts(p, import_.files);
            if (!outcomes_.file.empty()) {
                outcomes_.data = data_;
                outcomes_.slug = import_.slug;
                outcomes_.on = call::day(at_);
                return import_outcomes(p, outcomes_);
            }
            import_.data = data_;
            import_.data.create = true;
            import_.publish = how_published(publish_.wanted);
            return import_files(p, import_);
        });
        declare_.with_data(c);
        c->add_option("FILE", import_.files, say_("cli.files"));
        c->add_flag("--draft", draft_only_, say_("cli.draft"));
        auto* told = c->add_option("--outcomes", outcomes_.file, say_("cli.outcomes"));
        told->needs(c->add_option("--slug", import_.slug, say_("cli.slug_short"))->check(call_slug()));
        c->add_flag("--write", outcomes_.write, say_("cli.outcomes_write"))->needs(told);
        c->add_option("--date", at_, say_("cli.outcomes_date"))->check(call::is_date(say_))->needs(told);
        c->add_flag("--confirm", outcomes_.confirmed, say_("cli.confirm"))->needs(told);
        c->parse_complete_callback([this] {
            if (import_.files.empty() && outcomes_.file.empty()) throw CLI::RequiredError{"FILE"};
        });
        c->add_flag("--publish", publish_.wanted, say_("cli.publish_flag"));
        with_publishing(c);
    }

    void add_answer() {
        auto* c = declare_.add(cli_, "answer", say_("cli.answer"), [this](program& p) {
            answer_.data = data_;
            return answer(p, answer_);
        });
        declare_.with_data(c);
        declare_.with_slug(c, answer_.slug);
        c->add_option("QUESTION", answer_.question, say_("cli.question"))->check(call::whole_number(say_, 1, 9999));
        c->add_option("OPTION", answer_.option, say_("cli.option"))->check(call::whole_number(say_, 1, 9999));
        c->add_option("--text", answer_.words, say_("cli.words"));
    }

    void add_publish() {
        auto* c = declare_.add(cli_, "publish", say_("cli.publish"),
                               [this](program& p) { return publish(p, data_, slug_, how_published(true)); });
        declare_.with_data(c);
        declare_.with_slug(c, slug_);
        with_publishing(c);
        auto* e = declare_.add(cli_, "export", say_("cli.export"),
                               [this](program& p) { return export_pledge(p, data_, slug_); });
        declare_.with_data(e);
        declare_.with_slug(e, slug_);
    }

    void add_status() {
        auto* c = declare_.add(cli_, "status", say_("cli.status"),
                               [this](program& p) { return status(p, data_, slug_, call::day(at_)); });
        declare_.with_data(c);
        c->add_option("SLUG", slug_, say_("cli.slug_or_all"));
        c->add_option("--at", at_, say_("cli.at"))->check(call::is_date(say_));
    }

    void add_report() {
        auto* c = declare_.add(cli_, "report", say_("cli.report"), [this](program& p) {
            report_.data = data_;
            report_.from = call::day(from_);
            report_.to = call::day(to_);
            return report_pdf(p, report_);
        });
        declare_.with_data(c);
        declare_.with_slug(c, report_.slug);
        c->add_option("--from", from_, say_("cli.from"))->check(call::is_date(say_));
        c->add_option("--to", to_, say_("cli.to"))->check(call::is_date(say_));
        c->add_option("--out", report_.out, say_("cli.out"));
    }

    void add_calendar() {
        auto* c = declare_.add(cli_, "calendar", say_("cli.calendar"), [this](program& p) {
            calendar_.data = data_;
            calendar_.from = call::day(from_);
            calendar_.to = call::day(to_);
            return calendar(p, calendar_);
        });
        declare_.with_data(c);
        declare_.with_slug(c, calendar_.slug);
        c->add_option("LIST", calendar_.kind, say_("cli.calendar_list"));
        c->add_option("--from", from_, say_("cli.first_day"))->check(call::is_date(say_));
        c->add_option("--to", to_, say_("cli.last_day"))->check(call::is_date(say_));
        c->add_option("--name", calendar_.name, say_("cli.calendar_name"));
        c->add_flag("--remove", calendar_.remove, say_("cli.calendar_remove"));
    }

    void add_provider() {
        auto* c = declare_.add_group(cli_, "provider", say_("cli.provider"));
        auto* l = declare_.add(*c, "list", say_("cli.provider_list"),
                               [this](program& p) { return provider_list(p, data_, serve_.providers, try_them_); });
        declare_.with_data(l);
        l->add_option("--providers", serve_.providers, say_("cli.providers"))->envname("LOFTE_PROVIDERS");
        l->add_flag("--try", try_them_, say_("cli.provider_try"));
    }

    void add_house() {
        auto* d = declare_.add(cli_, "demo", say_("cli.demo"), [this](program& p) { return demo(p, data_); });
        declare_.with_data(d);
        auto* v = declare_.add(cli_, "verify", say_("cli.verify"), [this](program& p) { return verify(p, data_); });
        declare_.with_data(v);
        declare_.add(cli_, "settings", say_("cli.settings"), [](program& p) {
            p.out << settings_page();
            return static_cast<int>(done);
        });
        keeping_.add_to(cli_, declare_);
        cli_.set_version_flag("--version", "lofte " + std::string{version}, say_("cli.version"));
    }

    const base::translator& say_;
    CLI::App cli_;
    data_place data_{.folder = "."};
    call::declare declare_{say_, data_};
    std::string today_, language_ = "sv";
    bool json_ = false;
    serve_options serve_;
    call::reading_calls reading_;
    call::log_calls log_;
    call::access_calls access_;
    call::mail_calls mail_;
    call::keeping_calls keeping_;
    call::stats_calls stats_;
    std::string port_ = "8080";
    import_options import_;
    outcome_options outcomes_;
    publishing publish_;
    std::string approved_;
    bool draft_only_ = false, try_them_ = false;
    answer_options answer_;
    report_options report_;
    calendar_options calendar_;
    std::string slug_, at_, from_, to_;
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
