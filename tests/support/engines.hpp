#pragma once

#include "test_database.hpp"

#include <gtest/gtest.h>

#include <memory>

// A test that runs on both engines, each time with an empty database.
class on_engine : public testing::TestWithParam<db::engine> {
  protected:
    void SetUp() override {
        if (!support::test_database::available(GetParam())) GTEST_SKIP() << "no PostgreSQL: PGHOST is not set";
        made = std::make_unique<support::test_database>(GetParam());
        database = made->open();
    }
    void TearDown() override {
        database.reset();
        made.reset();
    }
    bool sqlite() const { return GetParam() == db::engine::sqlite; }

    std::unique_ptr<support::test_database> made;
    std::unique_ptr<db::database> database;
};

inline std::string engine_name(const testing::TestParamInfo<db::engine>& info) {
    return info.param == db::engine::sqlite ? "sqlite" : "postgresql";
}

#define ON_BOTH_ENGINES(suite)                                                                                         \
    INSTANTIATE_TEST_SUITE_P(both, suite, testing::Values(db::engine::sqlite, db::engine::postgresql), engine_name)
