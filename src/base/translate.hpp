#pragma once

#include "base/date.hpp"
#include "base/message.hpp"

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace base {

enum class language { sv, en };
std::string_view code(language l); // "sv"

// Makes sentences of messages. Texts are the gettext files of locale/, compiled into the program; plural forms, dates,
// numbers and sorting come from ICU. Immutable after construction, thread-safe. A key without a text throws
// std::logic_error: a test holds that there is none.
class translator {
  public:
    explicit translator(base::language l);
    ~translator();
    translator(translator&&) noexcept;
    translator& operator=(translator&&) noexcept;

    base::language language() const;

    // "{n}" chooses the plural form. Other places are filled as the language writes them.
    std::string operator()(const message& m) const;
    std::string operator()(std::string_view key) const;
    // The same with places whose words are ready: what is said thousands of times a page makes no message first.
    using words = std::initializer_list<std::pair<std::string_view, std::string_view>>;
    std::string operator()(std::string_view key, words ready) const;

    std::string date(base::date d) const;                          // "14 oktober 2021" · "14 October 2021"
    std::string short_date(base::date d) const;                    // "14 okt. 2021"
    std::string month(base::date d) const;                         // "oktober 2021"
    std::string short_month(base::date d) const;                   // "okt"
    std::string number(double n) const;                            // "1 200,5" (narrow no-break space)
    std::string list(const std::vector<std::string>& items) const; // "a, b och c"
    bool less(std::string_view a, std::string_view b) const;       // å ä ö last in Swedish

  private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

} // namespace base
