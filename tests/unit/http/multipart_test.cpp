#include "http/multipart.hpp"

#include <gtest/gtest.h>

namespace {

http::request sent(std::string body, std::string type = "multipart/form-data; boundary=x") {
    http::request r;
    r.method = "POST";
    r.headers = {{"content-type", std::move(type)}};
    r.body = std::move(body);
    return r;
}

std::string part(const std::string& head, const std::string& bytes) {
    return "--x\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + bytes + "\r\n";
}

TEST(multipart, holds_fields_and_files) {
    const auto form = http::parse_sent(sent(part("name=\"nyckel\"", "abc") +
                                            part("name=\"fil\"; filename=\"löfte \\\"2024\\\".pdf\"\r\nContent-Type: "
                                                 "application/pdf",
                                                 std::string{"%PDF\r\n\0--xy", 12}) +
                                            "--x--\r\n"))
                          .value();
    ASSERT_EQ(form.values.size(), 1U);
    EXPECT_EQ(form.values[0].second, "abc");
    ASSERT_EQ(form.files.size(), 1U);
    EXPECT_EQ(form.files[0].field, "fil");
    EXPECT_EQ(form.files[0].name, "löfte \"2024\".pdf");
    EXPECT_EQ(form.files[0].bytes, (std::string{"%PDF\r\n\0--xy", 12}));
}

TEST(multipart, has_no_file_where_none_was_chosen) {
    const auto form = http::parse_sent(sent(part("name=fil; filename=\"\"", "") + "--x--")).value();
    EXPECT_TRUE(form.files.empty());
}

TEST(multipart, may_be_an_ordinary_form) {
    const auto form = http::parse_sent(sent("a=1&b=%C3%A5", "application/x-www-form-urlencoded")).value();
    EXPECT_EQ(form.values.size(), 2U);
    EXPECT_EQ(form.values[1].second, "å");
}

TEST(multipart, is_refused_where_it_is_cut_or_something_else) {
    const auto whole = part("name=a", "1") + "--x--";
    EXPECT_TRUE(http::parse_sent(sent(whole)).has_value());
    for (std::size_t n = 0; n < whole.size() - 1; ++n)
        EXPECT_FALSE(http::parse_sent(sent(whole.substr(0, n))).has_value()) << n;
    EXPECT_FALSE(http::parse_sent(sent(whole, "multipart/form-data")).has_value());
    EXPECT_FALSE(http::parse_sent(sent(whole, "multipart/form-data; boundary=" + std::string(71, 'x'))).has_value());
    EXPECT_FALSE(http::parse_sent(sent(whole, "text/plain")).has_value());
    EXPECT_FALSE(http::parse_sent(sent(part("nome=a", "1") + "--x--")).has_value());
    EXPECT_FALSE(http::parse_sent(sent(part("name=a", "\xff") + "--x--")).has_value());
    std::string many;
    for (int i = 0; i < 1'001; ++i)
        many += part("name=a", "1");
    EXPECT_FALSE(http::parse_sent(sent(many + "--x--")).has_value());
}

} // namespace
