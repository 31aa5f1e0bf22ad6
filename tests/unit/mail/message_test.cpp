#include "mail/message.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

mail::message a_message() {
    mail::message m;
    m.id = "17.1795907429641885";
    m.at = core::moment{1'795'907'429s};
    m.from = "lofte@fjallby.example";
    m.from_name = "Löfte";
    m.to = "anna@fjallby.example";
    m.language = "sv";
    m.subject = "Hej";
    m.body = "Rad\n";
    return m;
}

std::vector<std::string> lines_of(const std::string& bytes) {
    std::vector<std::string> all;
    std::istringstream in{bytes};
    for (std::string line; std::getline(in, line);) {
        EXPECT_TRUE(line.ends_with('\r')) << line;
        line.pop_back();
        all.push_back(line);
    }
    return all;
}

std::string header(const std::string& bytes, const std::string& name) {
    for (const auto& line : lines_of(bytes))
        if (line.starts_with(name + ": ")) return line.substr(name.size() + 2);
    return {};
}

TEST(message, says_when_it_was_made_and_what_it_is) {
    const auto bytes = mail::bytes_of(a_message());
    EXPECT_EQ(header(bytes, "Date"), "Sat, 28 Nov 2026 23:10:29 +0000");
    EXPECT_EQ(header(bytes, "From"), "=?UTF-8?B?TMO2ZnRl?= <lofte@fjallby.example>");
    EXPECT_EQ(header(bytes, "To"), "<anna@fjallby.example>");
    EXPECT_EQ(header(bytes, "Message-ID"), "<17.1795907429641885@fjallby.example>");
    EXPECT_EQ(header(bytes, "Auto-Submitted"), "auto-generated");
    EXPECT_EQ(header(bytes, "Content-Language"), "sv");
    EXPECT_EQ(header(bytes, "List-Unsubscribe"), "");
    auto m = a_message();
    m.unsubscribe = "https://lofte.example/konto/avanmal/1-digest-ab";
    EXPECT_EQ(header(mail::bytes_of(m), "List-Unsubscribe"), "<https://lofte.example/konto/avanmal/1-digest-ab>");
    EXPECT_EQ(header(mail::bytes_of(m), "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
}

TEST(message, lets_no_text_begin_a_header) {
    for (const std::string bad :
         {"\r\nBcc: alla@x.example", "\nBcc: alla@x.example", "\rBcc: alla@x.example", "å\r\n\r\nText",
          "\xE2\x80\xA8 Bcc: x", "=?UTF-8?B?DQpCY2M6IHg=?=", "\xFF\r\nBcc: x"}) {
        auto m = a_message();
        m.subject = m.from_name = m.id = m.language = m.unsubscribe = bad;
        const auto lines = lines_of(mail::bytes_of(m));
        EXPECT_TRUE(std::none_of(lines.begin(), lines.end(), [](const auto& l) { return l.starts_with("Bcc"); }))
            << bad;
        EXPECT_EQ(std::find(lines.begin(), lines.end(), "") - lines.begin() + 2, static_cast<long>(lines.size()))
            << "one empty line, and the body's one after it";
    }
}

TEST(message, writes_no_address_that_does_not_fit) {
    for (const auto* good : {"anna@fjallby.example", "a.b+c@x.se", "åsa@exempel.se", "a@räksmörgås.se"})
        EXPECT_TRUE(mail::is_writable(good)) << good;
    for (const auto* bad :
         {"", "a", "@x.se", "a@", "a b@x.se", "a\r\nRCPT TO:<b@x.se>@x.se", "\"a\"@x.se", "a@x.se>", "a(b)@x.se",
          "a@[127.0.0.1]", "a..b@x.se", ".a@x.se", "a,b@x.se", "a@x.se,b@x.se", "a:b@x.se", "a\\b@x.se", "\xFF@x.se"}) {
        EXPECT_FALSE(mail::is_writable(bad)) << bad;
        auto m = a_message();
        m.to = bad;
        EXPECT_THROW(mail::bytes_of(m), std::logic_error) << bad;
    }
}

TEST(message, keeps_its_lines_short_and_seven_bits_wide) {
    auto m = a_message();
    m.subject = "Påminnelse om ett mycket långt ämne som går över flera rader, och om åtgärder i Örnsköldsviks kommun";
    m.body = std::string(500, 'x') + "åäö " + std::string(100, '=') + " \n.\nFrom oss\n\nsist utan radslut ";
    const auto bytes = mail::bytes_of(m);
    for (const auto& line : lines_of(bytes)) {
        EXPECT_LE(line.size(), 78U) << line;
        EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; })) << line;
        EXPECT_NE(line, ".");
        EXPECT_FALSE(line.starts_with("From ")) << line;
    }
    EXPECT_NE(bytes.find("sist utan radslut=20\r\n"), bytes.npos);
}

} // namespace
