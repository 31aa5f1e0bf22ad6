#include "core/weakness.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace std::chrono_literals;
using core::weakness;

const core::moment now{std::chrono::microseconds{1'795'000'000'000'000}};

core::house_state a_good_one() {
    core::house_state s{.reach = {"127.0.0.1", "https://lofte.example"}};
    s.free_bytes = 50'000'000'000;
    s.backup_at = now - 20h;
    s.verified_at = now - 24h * 6;
    return s;
}

TEST(weakness, a_server_that_is_looked_after_has_none) { EXPECT_TRUE(core::weaknesses(a_good_one(), now).empty()); }

TEST(weakness, tls_is_missing_wherever_others_can_reach_it) {
    const auto lacks = [](const char* address, const char* url) { return core::lacks_tls({address, url}); };
    EXPECT_FALSE(lacks("127.0.0.1", "http://localhost:8080"));
    EXPECT_FALSE(lacks("::1", "http://[::1]:8080/"));
    EXPECT_FALSE(lacks("0.0.0.0", "https://lofte.example"));
    EXPECT_TRUE(lacks("0.0.0.0", "http://localhost:8080"));
    EXPECT_TRUE(lacks("127.0.0.1", "http://lofte.example"));
    EXPECT_TRUE(lacks("127.0.0.1", "http://localhost.lofte.example"));
    EXPECT_TRUE(lacks("192.0.2.7", "http://192.0.2.7"));
}

TEST(weakness, each_is_told_when_it_is_there) {
    const auto holds = [](auto change, weakness w) {
        auto s = a_good_one();
        change(s);
        const auto found = core::weaknesses(s, now);
        return found.size() == 1 && found.front() == w;
    };
    EXPECT_TRUE(holds([](auto& s) { s.reach.base_url = "http://lofte.example"; }, weakness::no_tls));
    EXPECT_TRUE(holds([](auto& s) { s.administrators_without_code = 1; }, weakness::administrator_without_code));
    EXPECT_TRUE(holds([](auto& s) { s.backup_at.reset(); }, weakness::no_backup));
    EXPECT_TRUE(holds([](auto& s) { s.backup_at = now - 49h; }, weakness::old_backup));
    EXPECT_TRUE(holds([](auto& s) { s.verified_faults = 1; }, weakness::chain_faults));
    EXPECT_TRUE(holds([](auto& s) { s.verified_at.reset(); }, weakness::chain_unverified));
    EXPECT_TRUE(holds([](auto& s) { s.verified_at = now - 24h * 32; }, weakness::chain_unverified));
    EXPECT_TRUE(holds([](auto& s) { s.failed_jobs = 1; }, weakness::failed_jobs));
    EXPECT_TRUE(holds([](auto& s) { s.free_bytes = 999'999'999; }, weakness::little_room));
    const auto mails_from = [](const char* url) {
        return [url](auto& s) { s.sends_mail = true, s.reach.base_url = url; };
    };
    EXPECT_TRUE(holds(mails_from("http://localhost:8080"), weakness::letters_lead_nowhere));
    EXPECT_FALSE(holds(mails_from("https://lofte.example"), weakness::letters_lead_nowhere));
    EXPECT_TRUE(holds([](auto& s) { s.others_can_read_data = true; }, weakness::readable_data));
    EXPECT_TRUE(holds([](auto& s) { s.has_templates_folder = true; }, weakness::templates_folder));
    EXPECT_TRUE(holds([](auto& s) { s.can_make_pdf = false; }, weakness::no_pdf));
}

} // namespace
