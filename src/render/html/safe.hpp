#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace render::html {

// Markup that a template may write unescaped. Only `markup` (which escapes what it is given) and `markdown` make one.
class safe {
  public:
    safe() = default;
    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }

  private:
    explicit safe(std::string text) : text_{std::move(text)} {}
    friend class markup;
    friend safe markdown(std::string_view source);
    std::string text_;
};

std::string escaped(std::string_view text);

// Builds markup: tags can only be literals of the program, everything else is escaped.
class markup {
  public:
    template <std::size_t N>
    markup& raw(const char (&literal)[N]) {
        text_.append(literal, N - 1);
        return *this;
    }
    markup& text(std::string_view value);
    markup& number(double value); // as CSS and SVG write it: "12.5"
    markup& add(const safe& other);
    safe finish() && { return safe{std::move(text_)}; }

  private:
    std::string text_;
};

// CommonMark with tables; raw HTML and unsafe addresses of the source are left out. Its own title (h1) is left out too.
safe markdown(std::string_view source);

} // namespace render::html
