#pragma once

#include "render/html/view.hpp"

#include <kainjow/mustache.hpp>

// Between view.cpp and templates.cpp only: the mustache library stands in no other file.
namespace render::html {

struct view::node {
    kainjow::mustache::data data;
};

} // namespace render::html
