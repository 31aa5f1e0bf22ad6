#include "builders.hpp"
#include "golden_pages.hpp"
#include "render/field.hpp"
#include "render/log_links.hpp"
#include "render/logging.hpp"
#include "render/mail_pages.hpp"
#include "render/resend.hpp"

#include <gtest/gtest.h>

namespace {

using core::holder;

const core::moment monday{std::chrono::sys_days{std::chrono::year{2022} / 2 / 28} + std::chrono::hours{9}};

core::organisation organisation(std::int64_t id, std::string name) {
    auto o = core::organisation_named(std::move(name));
    o.id = {id};
    return o;
}

core::account anna(bool with_code) {
    core::account a;
    a.id = {1};
    a.mail = "anna@fjallby.example";
    a.function = "säkerhetssamordnare";
    a.language = "sv";
    a.has_password = true;
    a.has_second_factor = with_code;
    return a;
}

base::problem wrong(std::string key, std::string field) {
    return {base::problem_kind::invalid, {std::move(key), {}}, std::move(field)};
}

// The pages of accounts in both languages.
class account_pages : public support::golden_pages {
  protected:
    account_pages() : golden_pages{"accounts"} {}

    render::page_context page_{templates_, say_, base::make_date(2022, 3, 1), {}, "/konto", "https://lofte.example"};
    render::account_context who_{page_, "anna@fjallby.example", std::string(64, 'a'), {core::act::manage_house}};
};

TEST_P(account_pages, for_those_who_are_not_signed_in) {
    expect_golden("sign-in", render::sign_in_page(page_, {}));
    expect_golden("sign-in-again",
                  render::sign_in_page(
                      page_, {"anna@fjallby.example", "/konto/tva-steg", {wrong("account.wrong", "password"), {}}}));
    expect_golden("sign-in-with-mail",
                  render::sign_in_page(page_, {.mail = {}, .onward = {}, .notice = {}, .has_mail = true}));
    expect_golden("forgotten", render::forgotten_page(page_, {"anna", true, {wrong("core.account.mail", "mail"), {}}}));
    expect_golden("forgotten-asked", render::forgotten_page(page_, {"", true, {{}, "account.done_forgotten"}}));
    expect_golden("forgotten-without-mail", render::forgotten_page(page_, {}));
    expect_golden("decline", render::decline_page(page_, {true, {}}));
    expect_golden("declined", render::decline_page(page_, {false, {{}, "account.done_declined"}}));
    render::sign_in_view by_provider;
    by_provider.providers = {{"Fjällby kommun", "/konto/oidc/fjallby"}, {"Polisen & vänner", "/konto/oidc/polisen"}};
    expect_golden("sign-in-by-provider", render::sign_in_page(page_, by_provider));
    render::provider_problem_view problem{
        {"oidc.cancelled", {{"provider", "Fjällby kommun"}}}, {"Fjällby kommun", "/konto/oidc/fjallby"}, {}};
    expect_golden("provider-problem", render::provider_problem_page(page_, problem));
    render::provider_problem_view tying{{"oidc.of_another", {{"provider", "Fjällby kommun"}}}, {}, {}};
    tying.signed_in.emplace(who_);
    expect_golden("provider-problem-tying", render::provider_problem_page(page_, tying));
    expect_golden("code", render::code_page(page_, "/konto", {}));
    expect_golden("begin",
                  render::begin_page(page_, {"Fjällby kommun", "anna", "", {wrong("core.account.mail", "mail"), {}}}));
    render::invitation_view invitation;
    invitation.invitation.in = organisation(2, "Polisen i Fjällby");
    invitation.invitation.role = holder::officer;
    invitation.invitation.mail = "bo@polisen.example";
    expect_golden("invitation", render::invitation_page(page_, invitation));
    invitation.has_account = true;
    expect_golden("invitation-known", render::invitation_page(page_, invitation));
    invitation.signed_in.emplace(who_);
    expect_golden("invitation-take", render::invitation_page(page_, invitation));
    expect_golden("rights", render::rights_page(page_));
}

TEST_P(account_pages, of_ones_own) {
    render::account_view view;
    view.who = anna(false);
    view.roles = {{organisation(1, "Fjällby kommun"), holder::administrator},
                  {organisation(2, "Polisen i Fjällby"), holder::reader}};
    view.sessions = {{7, {1}, "Firefox, Linux", true, monday, monday, monday},
                     {8, {1}, "", true, monday, monday, monday}};
    view.this_session = 7;
    view.must_have_second_factor = true;
    expect_golden("account", render::account_page(who_, view));
    view.mail.emplace(7, true, "en", "550 5.1.1 User unknown");
    expect_golden("account-with-mail", render::account_page(who_, view));
    view.mail.reset();
    view.who = anna(true);
    view.must_have_second_factor = false;
    view.codes_left = 1;
    view.roles.clear();
    view.sessions.pop_back();
    view.notice.done = "account.done_password";
    expect_golden("account-with-code", render::account_page(who_, view));
    view.who.mail.clear();
    view.who.has_password = false;
    view.identities = {{3, "Fjällby kommun", monday, monday}};
    view.to_tie = {{"Polisen", "/konto/oidc/polisen?koppla=x"}};
    expect_golden("account-by-provider", render::account_page(who_, view));
    view.identities.clear();
    expect_golden("account-to-tie", render::account_page(who_, view));
    expect_golden("second-factor", render::second_factor_page(who_, {"GEZD GNBV GY3T QOJQ",
                                                                     "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ",
                                                                     true,
                                                                     true,
                                                                     {wrong("account.wrong_code", "code"), {}}}));
    expect_golden("new-codes", render::new_codes_page(who_, {}));
    expect_golden("recovery", render::recovery_page(who_, {"abcde-fghjk", "mnpqr-stuvw"}));
}

TEST_P(account_pages, of_organisations) {
    render::organisation_view view;
    view.organisation = organisation(1, "Fjällby kommun");
    view.may_invite = {holder::reader, holder::coordinator};
    expect_golden("organisation-empty", render::organisation_page(who_, view));
    view.members = {{anna(true), holder::coordinator}, {anna(false), holder::administrator}};
    core::invitation open;
    open.id = 3;
    open.in = view.organisation;
    open.role = holder::approver;
    open.mail = "chef@fjallby.example";
    open.expires_at = monday + core::invitation_lasts;
    view.invitations = {open};
    view.link = "https://lofte.example/konto/inbjudan/" + std::string(64, 'b');
    view.link_for = "chef@fjallby.example";
    view.mail = "ny@fjallby.example";
    view.role = "coordinator";
    expect_golden("organisation", render::organisation_page(who_, view));
    view.is_mailed = true;
    view.refused = {{"chef@fjallby.example", "550 5.1.1 User unknown"}};
    expect_golden("organisation-with-mail", render::organisation_page(who_, view));
    view.is_mailed = false;
    view.refused.clear();
    render::house_view house;
    house.organisations = {view.organisation, organisation(2, "Norsjö kommun")};
    house.name = "Polisen i Fjällby";
    house.kind = "police";
    house.notice.problem = wrong("account.name_taken", "name");
    expect_golden("house", render::house_page(who_, house));
}

TEST_P(account_pages, where_things_done_are_logged) {
    render::logging_view view;
    view.new_key = "nyckel";
    expect_golden("logging-nothing", render::logging_page(who_, view));
    const auto file = std::make_shared<core::pledge_file>(support::example_pledge());
    view.pledges.push_back(
        {file,
         std::make_shared<const core::document_state>(support::example_state(*file, base::make_date(2021, 10, 14))),
         {organisation(1, "Fjällby kommun")}});
    render::saved_entry saved{"fjallby-2020", "m1", file->log.front(), false};
    view.saved = saved;
    expect_golden("logging", render::logging_page(who_, view));
    view.saved.reset();
    render::typed_entry typed{"fjallby-2020", "m1",          "drygt 20", "2022-02-28", "2,5",
                              "torget",       "Ring Eva Ek", "",         "",           "k",
                              "area",         "14",          "",         "",           {}};
    typed.problem = base::problem{base::problem_kind::ask, {"logging.wrong_day", {}}, "note"};
    view.typed = typed;
    expect_golden("logging-asks", render::logging_page(who_, view));
}

TEST_P(account_pages, offer_rows_that_hold_or_held_so_lately_that_late_logging_is_waited_for) {
    auto file = std::make_shared<core::pledge_file>(support::example_pledge());
    auto& rows = file->document.plan;
    rows.at(0).life.to = page_.today - base::days{file->settings.reporting_days};
    rows.at(1).life.to = page_.today - base::days{file->settings.reporting_days + 1};
    rows.at(2).life.from = page_.today + base::days{1};
    render::logging_view view;
    view.pledges.push_back({file, std::make_shared<core::document_state>(), {organisation(1, "Fjällby kommun")}});
    const auto offers = [&](const std::string& row) {
        return render::logging_page(who_, view).find("id=\"fjallby-2020-" + row + "\"") != std::string::npos;
    };
    EXPECT_TRUE(offers("m1"));
    EXPECT_FALSE(offers("m2"));
    EXPECT_FALSE(offers("m3"));
    EXPECT_TRUE(offers("m4"));
    EXPECT_TRUE(offers("feedback")) << "telling the residents is logged as anything else";
    render::typed_entry typed;
    typed.pledge = "fjallby-2020";
    typed.owner = "m2";
    view.typed = typed;
    EXPECT_TRUE(offers("m2")) << "what is wrong with what was typed is said there";
}

TEST_P(account_pages, that_hold_what_was_typed_in_another_session) {
    render::resend_view view;
    view.action = "/logga";
    view.typed = {{"note", "vid \"Ågatan\"\r\noch <torget>"}, {"row", "m1"}, {"row", "m2"}};
    expect_golden("resend-nobody", render::resend_page(page_, view));
    view.had_files = true;
    view.signed_in.emplace(who_);
    expect_golden("resend", render::resend_page(page_, view));
}

TEST_P(account_pages, of_links_to_log_by) {
    const auto file = std::make_shared<core::pledge_file>(support::example_pledge());
    render::log_links_view view;
    view.new_key = "nyckel";
    expect_golden("log-links-none", render::log_links_page(who_, view));
    core::personal_link link{7,
                             1,
                             "fjallby-2020",
                             file->document.title,
                             {},
                             "fältassistent, Bostadsbolaget",
                             "",
                             {"m1", "p3"},
                             "konto 1",
                             monday,
                             {}};
    link.ends_on = base::make_date(2022, 9, 1);
    auto revoked = link, over = link;
    revoked.revoked_at = monday;
    over.ends_on = base::make_date(2022, 1, 31);
    over.party = "Bostadsbolaget";
    view.links = {link, revoked, over};
    view.pledges = {{file, organisation(1, "Fjällby kommun")}};
    view.made = "https://lofte.example/logga/lank/" + std::string(64, 'b');
    view.made_for = link.function;
    expect_golden("log-links", render::log_links_page(who_, view));
    view.made.clear();
    view.typed = render::typed_link{"fjallby-2020", "1", "Eva Ek", "Polisen", "2022-06-01", {"m4"}, "k"};
    view.notice.problem = base::problem{base::problem_kind::ask, {"links.looks_like_a_person", {}}, "function"};
    expect_golden("log-links-asks", render::log_links_page(who_, view));

    render::logging_view by_link;
    by_link.new_key = "nyckel";
    by_link.path = "/logga/lank/" + std::string(64, 'b');
    by_link.link = {link.function, link.ends_on};
    const render::account_context nobody{page_, {}, std::string(64, 'a')};
    expect_golden("log-by-link-nothing", render::logging_page(nobody, by_link));
    by_link.pledges.push_back(
        {file,
         std::make_shared<const core::document_state>(support::example_state(*file, base::make_date(2021, 10, 14))),
         {},
         std::vector<std::string>{"m4"}});
    expect_golden("log-by-link", render::logging_page(nobody, by_link));
}

TEST_P(account_pages, of_the_app_without_a_net) {
    expect_golden("offline", render::offline_page(page_));
    expect_golden("link-over", render::link_over_page(page_, "/logga/lank/" + std::string(64, 'b'), "länk 7",
                                                      {"links.revoked", {}}));
}

INSTANTIATE_TEST_SUITE_P(languages, account_pages, ::testing::Values(base::language::sv, base::language::en),
                         [](const auto& given) { return std::string{base::code(given.param)}; });

} // namespace
