// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/layer_insertion.h"

#include <QtTest>

#include "engine/model/layers_text.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

struct InsertionCase {
  const char* name;
  const char* before;
  std::size_t position;
  LayerKind kind;
  const char* after;
  std::size_t layer;
};

Result<Insertion> insertedInto(const std::string& text, std::size_t position, LayerKind kind) {
  const auto parsed = parseLayers(text);
  if (!parsed) return parsed.error();
  return insertLayer({.layers = parsed->layers}, parsed->input, position, kind);
}

}  // namespace

class TestLayerInsertion : public QObject {
  Q_OBJECT

 private slots:
  void standsWhereItWasAskedFor_data() {
    QTest::addColumn<InsertionCase>("now");
    const InsertionCase cases[] = {
        {"the usual dense layer", "2,1:sigmoid", 0, LayerKind::Dense, "2,32:relu,1:sigmoid", 0},
        {"like the one before", "4,7:tanh,3:softmax", 1, LayerKind::Dense, "4,7:tanh,7:tanh,3:softmax", 1},
        {"like the one behind", "4,7:tanh,3:softmax", 0, LayerKind::Dense, "4,7:tanh,7:tanh,3:softmax", 0},
        {"never like the output", "4,dropout0.2,3:softmax", 1, LayerKind::Dense,
         "4,dropout0.2,32:relu,3:softmax", 1},
        {"beyond the end is before the output", "4,3:softmax", 9, LayerKind::Dropout,
         "4,dropout0.5,3:softmax", 0},
        {"batch norm anywhere", "4,7:tanh,3:softmax", 1, LayerKind::BatchNorm, "4,7:tanh,batchnorm,3:softmax",
         1},
        {"a convolution brings a Flatten", "28x28x1,64:relu,10:softmax", 0, LayerKind::Conv2d,
         "28x28x1,conv8x3same:relu,flatten,64:relu,10:softmax", 0},
        {"where one is, none", "28x28x1,flatten,10:softmax", 0, LayerKind::Conv2d,
         "28x28x1,conv8x3same:relu,flatten,10:softmax", 0},
        {"like its neighbour", "28x28x1,conv6x5:tanh,flatten,10:softmax", 1, LayerKind::Conv2d,
         "28x28x1,conv6x5:tanh,conv6x5:tanh,flatten,10:softmax", 1},
        {"a window that fits", "28x28x1,conv6x5:tanh,maxpool8,flatten,10:softmax", 2, LayerKind::Conv2d,
         "28x28x1,conv6x5:tanh,maxpool8,conv6x3:tanh,flatten,10:softmax", 2},
        {"a pool of pictures", "28x28x1,10:softmax", 0, LayerKind::MaxPool,
         "28x28x1,maxpool2,flatten,10:softmax", 0},
        {"a dense layer among maps brings a Flatten", "28x28x1,conv6x5:tanh,10:softmax", 1, LayerKind::Dense,
         "28x28x1,conv6x5:tanh,flatten,32:relu,10:softmax", 2},
        {"a dense layer goes behind a Flatten", "28x28x1,conv6x5:tanh,flatten,10:softmax", 1,
         LayerKind::Dense, "28x28x1,conv6x5:tanh,flatten,32:relu,10:softmax", 2},
        {"a dense layer of pixels needs none", "28x28x1,10:softmax", 0, LayerKind::Dense,
         "28x28x1,32:relu,10:softmax", 0},
        {"a Flatten of maps", "28x28x1,conv6x5:tanh,10:softmax", 1, LayerKind::Flatten,
         "28x28x1,conv6x5:tanh,flatten,10:softmax", 1},
        {"dropout leaves maps maps", "28x28x1,conv6x5:tanh,dropout0.2,10:softmax", 2, LayerKind::Dense,
         "28x28x1,conv6x5:tanh,dropout0.2,flatten,32:relu,10:softmax", 3},
    };
    for (const InsertionCase& each : cases) QTest::newRow(each.name) << each;
  }
  void standsWhereItWasAskedFor() {
    QFETCH(InsertionCase, now);
    const auto inserted = insertedInto(now.before, now.position, now.kind);
    QVERIFY2(inserted, inserted ? "" : inserted.error().message.text().c_str());
    const auto expected = parseLayers(now.after);
    QVERIFY(expected);
    QCOMPARE(formatLayers(expected->input, inserted->network.layers),
             formatLayers(expected->input, expected->layers));
    QCOMPARE(inserted->layer, now.layer);
    QCOMPARE(inserted->network.layers[inserted->layer].kind, now.kind);
    const std::size_t came = inserted->network.layers.size() - parseLayers(now.before)->layers.size();
    QCOMPARE(inserted->bringsFlatten, came == 2);
  }

  void whatWasSetForANeighbourIsNotTaken() {
    auto parsed = parseLayers("4,7:tanh,3:softmax");
    QVERIFY(parsed);
    parsed->layers[0].frozen = true;
    parsed->layers[0].rateFactor = 0.1;
    parsed->layers[0].initializer = Initializer::Zeros;
    const auto inserted = insertLayer({.layers = parsed->layers}, parsed->input, 1, LayerKind::Dense);
    QVERIFY(inserted);
    QCOMPARE(inserted->network.layers[0], parsed->layers[0]);
    QCOMPARE(inserted->network.layers[1], dense(7, Activation::Tanh));
  }

  void refusesWhatCannotStandThere_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<std::size_t>("position");
    QTest::addColumn<LayerKind>("kind");
    QTest::addColumn<QString>("said");
    QTest::newRow("convolution of numbers")
        << "2,1:sigmoid" << std::size_t{0} << LayerKind::Conv2d << "images";
    QTest::newRow("pool behind dense")
        << "28x28x1,64:relu,10:softmax" << std::size_t{1} << LayerKind::MaxPool << "Hidden 1";
    QTest::newRow("convolution behind flatten")
        << "28x28x1,flatten,10:softmax" << std::size_t{1} << LayerKind::Conv2d << "Flatten 1";
    QTest::newRow("flatten of a row")
        << "28x28x1,64:relu,10:softmax" << std::size_t{1} << LayerKind::Flatten << "64";
    QTest::newRow("dense before a pool") << "28x28x1,conv8x5:relu,maxpool2,flatten,10:softmax"
                                         << std::size_t{1} << LayerKind::Dense << "Max pool 2";
    QTest::newRow("pool of pixels") << "4x4x1,maxpool4,10:softmax" << std::size_t{1} << LayerKind::MaxPool
                                    << "pixels";
    QTest::newRow("the pool behind would not fit")
        << "4x4x1,maxpool4,flatten,10:softmax" << std::size_t{0} << LayerKind::MaxPool << "Max pool 2";
  }
  void refusesWhatCannotStandThere() {
    QFETCH(QString, before);
    QFETCH(std::size_t, position);
    QFETCH(LayerKind, kind);
    QFETCH(QString, said);
    const auto inserted = insertedInto(before.toStdString(), position, kind);
    QVERIFY(!inserted);
    QVERIFY2(mentions(inserted.error().message.text(), {said.toStdString()}),
             inserted.error().message.text().c_str());
  }

  void aCopyOfAFlattenFindsNothingToFlatten() {
    const auto parsed = parseLayers("28x28x1,conv8x5:relu,flatten,64:relu,10:softmax").value();
    const NetworkSpec network{.layers = parsed.layers};
    const auto alone = insertLayers(network, parsed.input, 2, {flatten()});
    QVERIFY(!alone);
    QVERIFY(mentions(alone.error().message.text(), {"nothing to flatten", "4608"}));
    // Together with other layers it is left out.
    const auto both = insertLayers(network, parsed.input, 3, {flatten(), dense(64, Activation::Relu)});
    QVERIFY(both);
    QCOMPARE(both->count, std::size_t{1});
    QCOMPARE(formatLayers(parsed.input, both->network.layers),
             std::string("28x28x1,conv8x5:relu,flatten,64:relu,64:relu,10:softmax"));
    // Of two in a row only the first finds maps.
    const auto first = insertLayers({.layers = parseLayers("28x28x1,10:softmax").value().layers},
                                    parsed.input, 0, {flatten(), flatten()});
    QVERIFY(first);
    QCOMPARE(first->count, std::size_t{1});
  }

  void atMostAsManyLayersAsThereCanBe() {
    NetworkSpec network{.layers = std::vector<LayerSpec>(kMaxLayers - 1, dense(1, Activation::Tanh))};
    const auto last = insertLayer(network, flatShape(2), 0, LayerKind::Dense);
    QVERIFY(last);
    QVERIFY(!insertLayer(last->network, flatShape(2), 0, LayerKind::Dense));
  }
};

PELLUCID_TEST(tst_layer_insertion, TestLayerInsertion)
#include "tst_layer_insertion.moc"
