#include "render/html/view.hpp"

#include "render/html/view_node.hpp"

#include <stdexcept>

namespace render::html {
namespace {

namespace mustache = kainjow::mustache;

bool is_markup_name(std::string_view name) { return name.ends_with("_html"); }

mustache::data& place(view::node& n, std::string_view name) { return n.data[std::string{name}]; }

} // namespace

view::view() : node_{std::make_unique<node>()} {}
view::~view() = default;
view::view(view&&) noexcept = default;
view& view::operator=(view&&) noexcept = default;

view& view::text(std::string_view name, std::string value) {
    if (is_markup_name(name)) throw std::logic_error{"a text is put where markup belongs: " + std::string{name}};
    place(*node_, name) = value.empty() ? mustache::data{false} : mustache::data{value};
    return *this;
}

view& view::html(std::string_view name, const safe& value) {
    if (!is_markup_name(name)) throw std::logic_error{"markup is put where a text belongs: " + std::string{name}};
    place(*node_, name) = value.empty() ? mustache::data{false} : mustache::data{value.text()};
    return *this;
}

view& view::flag(std::string_view name, bool value) {
    place(*node_, name) = mustache::data{value};
    return *this;
}

view& view::part(std::string_view name, view value) {
    place(*node_, name) = std::move(value.node_->data);
    return *this;
}

view& view::list(std::string_view name, std::vector<view> items) {
    mustache::data all{mustache::data::type::list};
    // The library's own push_back copies whole subtrees; `all` is ours and not const, so its list may be filled
    // directly.
    auto& values = const_cast<mustache::list&>(all.list_value());
    values.reserve(items.size());
    for (auto& item : items)
        values.push_back(std::move(item.node_->data));
    place(*node_, name) = std::move(all);
    return *this;
}

view& view::texts(std::string_view name, const std::vector<std::string>& items) {
    std::vector<view> views;
    views.reserve(items.size());
    for (const auto& item : items)
        views.push_back(std::move(view{}.text("text", item)));
    return list(name, std::move(views));
}

} // namespace render::html
