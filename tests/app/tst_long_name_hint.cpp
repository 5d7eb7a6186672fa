// SPDX-License-Identifier: GPL-3.0-or-later
// A name that is too long for a file is explained where it is typed.
#include "app/long_name_hint.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QtTest>

#include "tests/support/window_test.h"

namespace {

using namespace pellucid;

class LongNameHintTest : public QObject {
  Q_OBJECT

 private slots:
  void isSeenWhileTheNameIsTooLong() {
    QFileDialog dialog;
    dialog.setOption(QFileDialog::DontUseNativeDialog);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setFileMode(QFileDialog::AnyFile);
    dialog.setDefaultSuffix("pellucid");
    app::explainLongNames(dialog);
    dialog.show();
    auto* hint = dialog.findChild<QLabel*>("LongNameHint");
    auto* name = dialog.findChild<QLineEdit*>("fileNameEdit");
    QVERIFY(hint && name);
    const auto isTold = [&](const QString& typed) {
      name->setText(typed);
      return hint->isVisible();
    };
    const QString longest(255 - 9, 'a');  // with .pellucid
    QVERIFY(!isTold("xor"));
    QVERIFY(!isTold(longest));
    QVERIFY(isTold(longest + 'a'));
    QVERIFY(!isTold("/tmp/" + longest));
    QVERIFY(isTold("/tmp/" + longest + 'a'));
    QVERIFY(!isTold(QString(250, 'a') + ".png"));
    QVERIFY(isTold(QString(130, QChar(0x00e4))));  // two bytes each
    QVERIFY(!isTold("xor"));
    QVERIFY(hint->text().contains("Shorten it"));
  }
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_long_name_hint, LongNameHintTest)
#include "tst_long_name_hint.moc"
