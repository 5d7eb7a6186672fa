// SPDX-License-Identifier: GPL-3.0-or-later
// Instead of Qt Test's main functions, for a test that is linked into one program with the others of its
// room: `engine_model_tests tst_dense [OPTIONS OF QT TEST]`. CMake writes the main function that knows them
// all by name.
#pragma once

#include <QtTest>

/// The class as the test `name`, which is also the name of its file.
#define PELLUCID_TEST(name, Class)          \
  int name(int argc, char** argv) {         \
    Class test;                             \
    return QTest::qExec(&test, argc, argv); \
  }

/// The same for a test that needs an application: a QCoreApplication, or a QApplication for widgets.
#define PELLUCID_TEST_IN(Application, name, Class)   \
  int name(int argc, char** argv) {                  \
    Application application(argc, argv);             \
    application.setAttribute(Qt::AA_Use96Dpi, true); \
    Class test;                                      \
    return QTest::qExec(&test, argc, argv);          \
  }
