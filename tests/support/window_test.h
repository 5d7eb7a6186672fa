// SPDX-License-Identifier: GPL-3.0-or-later
// A test that needs an application with widgets, whose texts are the window's English ones.
#pragma once

#include <QApplication>

#include "engine/base/check.h"
#include "tests/support/test_program.h"
#include "ui/widgets/catalogues.h"

/// PELLUCID_TEST_IN for such a test. `Application` is a QApplication or derived from it.
#define PELLUCID_WINDOW_TEST_IN(Application, name, Class)                                             \
  int name(int argc, char** argv) {                                                                   \
    Application application(argc, argv);                                                              \
    application.setAttribute(Qt::AA_Use96Dpi, true);                                                  \
    ::pellucid::engine::check(                                                                        \
        ::pellucid::ui::installCatalogues(application, QStringLiteral("en")).has_value(), "English"); \
    Class test;                                                                                       \
    return QTest::qExec(&test, argc, argv);                                                           \
  }
#define PELLUCID_WINDOW_TEST(name, Class) PELLUCID_WINDOW_TEST_IN(QApplication, name, Class)
