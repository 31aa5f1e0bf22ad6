#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "reading/names.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace exchange {

// Text → JSON value, or where it cannot be read.
base::result<nlohmann::json> parse_text(std::string_view text);

// "flag" is the key exchange.what_flag.
base::message what(std::string_view key);
base::message one_of(std::string_view key, std::span<const std::string_view> words);

// A place for people: in words, with the pointer after them.
base::message place(const std::string& pointer);

// A value of a JSON document and the pointer to it. The first thing that is wrong is kept in the `wrong` that all
// cursors of a document share; what is read after it is default values, and nobody looks at them.
class cursor {
  public:
    cursor(const nlohmann::json& value, std::string pointer, std::optional<base::problem>& wrong)
        : value_{value}, pointer_{std::move(pointer)}, wrong_{wrong} {}

    const nlohmann::json& value() const { return value_; }
    const std::string& pointer() const { return pointer_; }

    void refuse(base::message what_should_stand) const;
    void refuse_with(base::message whole_sentence) const;
    bool is_object() const; // refuses where it is none

    // Members. Absent and null are the same to all but `text` and `word`, which must be there.
    std::optional<cursor> find(const char* member) const;
    std::optional<cursor> required(const char* member, const base::message& what_should_stand) const;
    std::string text(const char* member) const;
    std::string text_or(const char* member, std::string_view fallback) const;
    std::optional<std::string> maybe_text(const char* member) const;
    std::vector<std::string> texts(const char* member) const;
    bool flag(const char* member, bool fallback) const;
    std::optional<double> number(const char* member) const; // from 0
    std::optional<std::int64_t> whole(const char* member, std::int64_t from, std::int64_t to) const;
    std::optional<base::date> date(const char* member) const;
    void each(const char* member, const std::function<void(const cursor&)>& read) const;
    // Refuses a member that is none of those; for what a client sends, where a misspelt name would be lost in silence.
    void only(std::initializer_list<std::string_view> members) const;

    template <class E>
    E word(const char* member) const {
        const std::optional<cursor> found = required(member, one_of("one_of", reading::words_of<E>()));
        return found ? found->as_word<E>() : E{};
    }
    template <class E>
    E word_or(const char* member, E fallback) const {
        const std::optional<cursor> found = find(member);
        return found ? found->as_word<E>() : fallback;
    }

    // The value itself.
    std::string as_text() const;
    std::optional<double> as_number() const;
    void each_item(const std::function<void(const cursor&)>& read) const;
    template <class E>
    E as_word() const {
        const auto e = reading::named<E>(string_or_nothing());
        if (!e) refuse(one_of("one_of", reading::words_of<E>()));
        return e.value_or(E{});
    }

  private:
    std::string_view string_or_nothing() const;

    const nlohmann::json& value_;
    std::string pointer_;
    std::optional<base::problem>& wrong_;
};

} // namespace exchange
