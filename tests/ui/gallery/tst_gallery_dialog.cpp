// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery as it is used: by mouse, by keys, by searching.
#include "ui/gallery/gallery_dialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

#include "gallery_examples.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"

using namespace pellucid;

namespace {

/// An open dialog with seven examples.
struct OpenGallery {
  OpenGallery() {
    dialog.setExamples(tests::sevenExamples());
    dialog.show();
    (void)QTest::qWaitForWindowActive(&dialog);
  }
  QString focused() const {
    const auto* card = qobject_cast<const ui::ExampleCard*>(dialog.focusWidget());
    return card == nullptr ? QString() : card->accessibleName();
  }
  QStringList shown() const {
    QStringList titles;
    for (const ui::ExampleCard* card : dialog.shownCards()) titles << card->accessibleName();
    return titles;
  }
  void press(Qt::Key key) { QTest::keyClick(dialog.focusWidget(), key); }
  QPushButton* button(const QString& text) const {
    for (auto* each : dialog.findChildren<QPushButton*>())
      if (each->text().remove('&').startsWith(text)) return each;
    return nullptr;
  }

  ui::GalleryDialog dialog{engine::DataLocations{}, nullptr};
};

}  // namespace

class TestGalleryDialog : public QObject {
  Q_OBJECT

 private slots:
  void arrowsGoFromCardToCard() {
    OpenGallery gallery;
    QCOMPARE(gallery.focused(), "Alpha");
    const std::pair<Qt::Key, const char*> ways[] = {
        {Qt::Key_Right, "Beta"}, {Qt::Key_Down, "Delta"}, {Qt::Key_Down, "Epsilon"}, {Qt::Key_Right, "Zeta"},
        {Qt::Key_Down, "Eta"},   {Qt::Key_Down, "Eta"},   {Qt::Key_Up, "Epsilon"},   {Qt::Key_End, "Eta"},
        {Qt::Key_Home, "Alpha"}, {Qt::Key_Left, "Alpha"}};
    for (const auto& [key, title] : ways) {
      gallery.press(key);
      QCOMPARE(gallery.focused(), title);
    }
    gallery.press(Qt::Key_Up);
    QCOMPARE(gallery.dialog.focusWidget(), gallery.dialog.findChild<QLineEdit*>());
    gallery.press(Qt::Key_Down);
    QCOMPARE(gallery.focused(), "Alpha");
  }

  void enterOpens() {
    OpenGallery gallery;
    const QSignalSpy chosen(&gallery.dialog, &ui::GalleryDialog::chosen);
    gallery.press(Qt::Key_Right);
    gallery.press(Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<engine::Example>().title, "Beta");
    QVERIFY(!gallery.dialog.isVisible());
  }

  void aClickAndTheButtonOpenToo() {
    OpenGallery gallery;
    const QSignalSpy chosen(&gallery.dialog, &ui::GalleryDialog::chosen);
    QTest::mouseClick(gallery.dialog.shownCards()[4], Qt::LeftButton);
    QCOMPARE(chosen.size(), 1);
    gallery.dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&gallery.dialog));
    gallery.dialog.shownCards()[5]->setFocus();
    gallery.button("Open")->click();
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen[1][0].value<engine::Example>().title, "Zeta");
  }

  void typingSearches() {
    OpenGallery gallery;
    gallery.press(Qt::Key_T);
    auto* search = gallery.dialog.findChild<QLineEdit*>();
    QCOMPARE(search->text(), "t");
    QCOMPARE(gallery.dialog.focusWidget(), search);
    QTest::keyClicks(search, "a own");
    QCOMPARE(gallery.shown(), QStringList{"Eta"});
    const QSignalSpy chosen(&gallery.dialog, &ui::GalleryDialog::chosen);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<engine::Example>().title, "Eta");
    gallery.dialog.show();
    QCOMPARE(gallery.shown().size(), 7);  // from the start
  }

  void saysThatNothingIsFound() {
    OpenGallery gallery;
    gallery.dialog.findChild<QLineEdit*>()->setText("nothing like it");
    QVERIFY(gallery.shown().isEmpty());
    QVERIFY(!gallery.button("Open")->isEnabled());
    const auto labels = gallery.dialog.findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
      return label->isVisible() && label->text().startsWith("No example");
    }));
  }

  void onlyTheUsersOwnCanBeRemoved() {
    OpenGallery gallery;
    const QSignalSpy wanted(&gallery.dialog, &ui::GalleryDialog::removalWanted);
    QVERIFY(!gallery.button("Remove")->isEnabled());
    gallery.press(Qt::Key_Delete);
    QCOMPARE(wanted.size(), 0);
    gallery.press(Qt::Key_End);
    QVERIFY(gallery.button("Remove")->isEnabled());
    gallery.press(Qt::Key_Delete);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].value<engine::StoredExample>().example.title, "Eta");
  }

  void everyCardGetsItsPicture() {
    OpenGallery gallery;
    const auto areAllThere = [&] {
      return std::ranges::all_of(gallery.dialog.shownCards(), &ui::ExampleCard::hasPicture);
    };
    QTRY_VERIFY_WITH_TIMEOUT(areAllThere(), tests::kPatienceMs);
    // They are kept for the next time.
    gallery.dialog.setExamples(tests::sevenExamples());
    QVERIFY(areAllThere());
  }

  /// A screen of 1366×768 pixels at scale 1.5.
  void fitsASmallScreen() {
    OpenGallery gallery;
    const QSize least = gallery.dialog.minimumSizeHint();
    QVERIFY2(least.width() <= 800 && least.height() <= 450,
             qPrintable(QString("%1×%2").arg(least.width()).arg(least.height())));
  }
};

PELLUCID_WINDOW_TEST(tst_gallery_dialog, TestGalleryDialog)
#include "tst_gallery_dialog.moc"
