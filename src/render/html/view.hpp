#pragma once

#include "render/html/safe.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace render::html {

// The values of a template. A name that ends in "_html" holds markup, any other a text that is escaped: `text` and
// `html` refuse the other kind, and so does the loader of templates.
class view {
  public:
    view();
    ~view();
    view(view&&) noexcept;
    view& operator=(view&&) noexcept;

    view& text(std::string_view name, std::string value); // an empty text is absent to {{#name}}
    view& html(std::string_view name, const safe& value);
    view& flag(std::string_view name, bool value);
    view& part(std::string_view name, view value);
    view& list(std::string_view name, std::vector<view> items);
    view& texts(std::string_view name, const std::vector<std::string>& items); // each is {{text}}

    struct node;
    const node& get() const { return *node_; }

  private:
    std::unique_ptr<node> node_;
};

} // namespace render::html
