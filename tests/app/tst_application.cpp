// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include <QTimer>
#include <QtTest>
#include <new>
#include <stdexcept>

#include "tests/support/window_test.h"
#include "ui/widgets/background_job.h"

using namespace pellucid;
using pellucid::app::Application;

class TestApplication : public QObject {
  Q_OBJECT

 private slots:
  /// What a slot throws is reported as a message, and the program goes on.
  void whatASlotThrowsIsTold() {
    auto& application = *static_cast<Application*>(QCoreApplication::instance());
    QStringList told;
    application.setBugReport([&](const QString& message) { told << message; });
    QTimer::singleShot(0, this, [] { throw std::logic_error("wrong shape"); });
    QTRY_COMPARE(told.size(), 1);
    QVERIFY(told[0].contains("wrong shape"));
    QTimer::singleShot(0, this, [] { throw std::bad_alloc(); });
    QTRY_COMPARE(told.size(), 2);
    bool isAlive = false;
    QTimer::singleShot(0, this, [&] { isAlive = true; });
    QTRY_VERIFY(isAlive);
    application.setBugReport({});
  }

  void whatABackgroundJobThrowsIsTold() {
    auto& application = *static_cast<Application*>(QCoreApplication::instance());
    QStringList told;
    application.setBugReport([&](const QString& message) { told << message; });
    ui::BackgroundJob<int> job;
    bool isTaken = false;
    job.request([](const engine::Progress&) -> int { throw std::logic_error("wrong shape"); },
                [&](int) { isTaken = true; });
    QTRY_COMPARE(told.size(), 1);
    QVERIFY(told[0].contains("wrong shape"));
    QVERIFY(!job.isBusy());
    QVERIFY(!isTaken);
    application.setBugReport({});
  }
};

PELLUCID_WINDOW_TEST_IN(Application, tst_application, TestApplication)
#include "tst_application.moc"
