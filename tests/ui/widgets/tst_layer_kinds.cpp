// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/layer_kinds.h"

#include <QImage>
#include <QSet>
#include <QtTest>
#include <set>

#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestLayerKinds : public QObject {
  Q_OBJECT

 private slots:
  void everyKindIsOfferedOnce() {
    const std::set offered(std::begin(kOfferedKinds), std::end(kOfferedKinds));
    QCOMPARE(offered.size(), std::size(kOfferedKinds));
    for (const auto& kind : engine::kEnumNames<engine::LayerKind>) QVERIFY(offered.contains(kind.value));
  }

  /// None is named or drawn like another, in either theme.
  void noTwoLookAlike() {
    QSet<QString> names;
    QSet<QString> sentences;
    for (const Theme& theme : {lightTheme(), darkTheme()}) {
      std::vector<QImage> pictures;
      for (const auto kind : kOfferedKinds) {
        QImage picture(44, 33, QImage::Format_ARGB32_Premultiplied);
        picture.fill(theme.panel);
        QPainter painter(&picture);
        paintKind(painter, picture.rect(), kind, theme);
        for (const QImage& other : pictures) QVERIFY(other != picture);
        pictures.push_back(picture);
        names.insert(kindText(kind));
        sentences.insert(kindSentence(kind));
      }
    }
    QCOMPARE(names.size(), 7);
    QCOMPARE(sentences.size(), 7);
    QVERIFY(!names.contains(QString()));
    QVERIFY(!sentences.contains(QString()));
  }
};

PELLUCID_TEST(tst_layer_kinds, TestLayerKinds)
#include "tst_layer_kinds.moc"
