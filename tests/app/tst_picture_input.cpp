// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of the user's own becomes the network's input, made as the command line and as the folder of the
// data make it; what cannot is told kindly, and changes nothing.
#include "app/picture_input.h"

#include <sys/stat.h>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "app/data_locations.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "ui/document/suited_experiment.h"
#include "ui/widgets/message_text.h"

using namespace pellucid;
using tests::kPatienceMs;

namespace {

const QString kPictureCases = QStringLiteral(PELLUCID_SOURCE_DIR "/tests/cases/");

engine::DatasetPtr pictureData(const std::string& name) {
  const auto data = engine::loadDataset(name, app::dataLocations());
  if (!data) qFatal("%s", data.error().text().c_str());
  return *data;
}

}  // namespace

class TestPictureInput : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;

  /// A document with data, and the parts that show pictures in it.
  struct Bench {
    explicit Bench(const engine::DatasetPtr& data)
        : document(ui::suitedExperiment(*data)), run(document, selection) {
      run.open(document.experiment(), data);
    }
    /// Shows the picture; returns what is said about it.
    QString show(const QString& path, bool isShown) {
      QSignalSpy shown(&input, &app::PictureInput::shown);
      QSignalSpy refused(&input, &app::PictureInput::refused);
      input.read(path);
      if (!QTest::qWaitFor([&] { return shown.size() + refused.size() > 0; }, kPatienceMs)) return {};
      const QSignalSpy& expected = isShown ? shown : refused;
      return expected.isEmpty() ? QString() : expected[0][0].toString();
    }

    ui::Document document;
    ui::Selection selection;
    ui::RunController run;
    ui::StepPlayer player{selection};
    ui::SampleNavigator navigator{document, selection, run};
    ui::Actions actions;
    QWidget window;
    app::PictureInput input{document, navigator, player, actions, window};
  };

 private slots:
  void endings() {
    QVERIFY(app::PictureInput::isPicture("/a/b.PNG"));
    QVERIFY(app::PictureInput::isPicture("photo.jpeg"));
    QVERIFY(app::PictureInput::isPicture("photo.jfif"));
    QVERIFY(!app::PictureInput::isPicture("table.csv"));
    QVERIFY(!app::PictureInput::isPicture("a.pellucid"));
    QVERIFY(QDir(m_folder.path()).mkdir("folder.png"));
    QVERIFY(!app::PictureInput::isPicture(m_folder.filePath("folder.png")));
  }

  /// Digits are read as by `predict --image`, with its sentences.
  void digitsAsTheCommandLineReadsThem() {
    Bench bench(pictureData("mnist,samples=50"));
    int shown = 0;
    int refused = 0;
    for (const QString& file : QDir(kPictureCases).entryList({"img-*"}, QDir::Files)) {
      const auto expected =
          app::readImage((kPictureCases + file).toStdString(), {1, 28, 28}, app::Framing::Digit);
      const engine::Vector before = bench.selection.input().values;
      const QString said = bench.show(kPictureCases + file, expected.has_value());
      QVERIFY2(!said.isEmpty(), qPrintable(file));
      if (expected) {
        QVERIFY(bench.selection.input().isOwn() || bench.selection.input().testIndex);
        QCOMPARE(bench.selection.input().values.size(), engine::Index{784});
        QVERIFY(bench.selection.input().values == expected->input);
        QCOMPARE(said.contains("inverted"), expected->isInverted);
        ++shown;
      } else {
        QCOMPARE(said, ui::messageText(expected.error().message));
        QVERIFY(bench.selection.input().values == before);
        ++refused;
      }
    }
    QVERIFY(shown > 15);
    QVERIFY(refused > 3);
  }

  /// A network that has learned from changed pictures gets this one with the same changes, and this is
  /// reported.
  void picturesAreChangedAsTheDataAre() {
    const QString file = kPictureCases + "img-00-mnist-7-as-it-is.png";
    const auto plain = app::readImage(file.toStdString(), {1, 28, 28}, app::Framing::Digit);
    QVERIFY(plain.has_value());
    {
      Bench bench(pictureData("mnist+parity+invert+rotate90,samples=50"));
      const QString said = bench.show(file, true);
      QVERIFY2(said.endsWith("it was changed first: Inverted, Turned by 90°."), qPrintable(said));
      const engine::Vector& shown = bench.selection.input().values;
      QCOMPARE(shown.size(), engine::Index{784});
      // Turned left: the last column has become the first row.
      for (engine::Index y = 0; y < 28; ++y)
        for (engine::Index x = 0; x < 28; ++x)
          QVERIFY(std::abs(shown[y * 28 + x] - (1 - plain->input[x * 28 + 27 - y])) < 1e-6);
    }
    {
      Bench bench(pictureData("mnist:0-4+noise0.3+standardise,samples=50"));
      const QString said = bench.show(file, true);
      QVERIFY2(said.endsWith("it was changed first: Noise of 0.3."), qPrintable(said));
      engine::Vector shown = bench.selection.input().values;
      engine::unscale(bench.document.dataset()->scaling.inputs, shown);
      QCOMPARE(shown.size(), engine::Index{784});
      const engine::Vector noise = shown - plain->input;
      const double mean = noise.mean();
      const double deviation = std::sqrt((noise.array() - noise.mean()).square().mean());
      QVERIFY2(std::abs(mean) < 0.05 && std::abs(deviation - 0.3) < 0.04,
               qPrintable(QString::number(deviation)));
    }
    {  // the data's order, and not one of the picture's own
      const auto data = pictureData("mnist+invert+permute,samples=50");
      const auto other = pictureData("mnist+invert,samples=50");
      const engine::Vector before = engine::sample(other->train, 784, 3);
      const engine::Vector after = engine::sample(data->train, 784, 3);
      const auto image = app::pictureFor(*data, file.toStdString());
      QVERIFY(image.has_value());
      // Where pixel i comes from is not known, but from there both the sample and the picture have theirs.
      const engine::Vector mine = 1 - plain->input.array();
      for (engine::Index i = 0; i < 784; ++i) {
        bool isFound = false;
        for (engine::Index from = 0; from < 784 && !isFound; ++from)
          isFound = after[i] == before[from] && std::abs(image->input[i] - mine[from]) < 1e-6;
        QVERIFY(isFound);
      }
    }
  }

  void drawingsAreChangedAsTheDataAre() {
    Bench bench(pictureData("mnist+invert,samples=50"));
    engine::Vector pixels = engine::Vector::Zero(784);
    bench.input.showDrawing(pixels);
    QVERIFY(bench.selection.input().values.isZero());  // an empty sheet
    pixels[100] = 0.75F;
    bench.input.showDrawing(pixels);
    QCOMPARE(bench.selection.input().values[100], 0.25F);
    QCOMPARE(bench.selection.input().values[0], 1.0F);
  }

  /// Pictures that are not square and have colours: an upright white drawing is turned and grey.
  void drawingsForPicturesInColour() {
    const QDir folder(m_folder.path());
    for (const char* label : {"red", "blue"}) {
      QVERIFY(folder.mkpath(QString("tall/") + label));
      QImage image(10, 20, QImage::Format_RGB32);
      image.fill(QColor(label));
      for (int i = 0; i < 4; ++i)
        QVERIFY(image.save(folder.filePath(QString("tall/%1/%2.png").arg(label).arg(i))));
    }
    const auto data = pictureData(folder.filePath("tall").toStdString() + "+transpose,size=20x10,colour=rgb");
    QCOMPARE(data->shape, (engine::Shape{.channels = 3, .height = 10, .width = 20}));
    Bench bench(data);
    engine::Vector pixels = engine::Vector::Zero(200);
    pixels[7 * 10 + 3] = 0.75F;  // row 7, column 3 of 20 rows and 10 columns
    bench.input.showDrawing(pixels);
    const engine::Vector& shown = bench.selection.input().values;
    QCOMPARE(shown.size(), engine::Index{600});
    for (engine::Index i = 0; i < 600; ++i) QCOMPARE(shown[i], i % 200 == 3 * 20 + 7 ? 0.75F : 0.0F);
    // A pad that has not heard of the new data yet passes on too few pixels for them.
    bench.input.showDrawing(engine::Vector::Ones(28));
    QCOMPARE(bench.selection.input().values.size(), engine::Index{600});
    QCOMPARE(bench.selection.input().values[3 * 20 + 7], 0.75F);
  }

  /// Compared with the sample that the folder makes of the same file.
  void picturesOfAFolderAsItsSamples() {
    const QDir folder(m_folder.path());
    for (const char* label : {"train/red", "train/blue", "test/red", "test/blue"}) {
      QVERIFY(folder.mkpath(QString("pets/") + label));
      QImage image(40, 30, QImage::Format_RGB32);
      for (int y = 0; y < 30; ++y)
        for (int x = 0; x < 40; ++x)
          image.setPixel(x, y, qRgb(x * 6, y * 8, QString(label).contains("red") ? 40 : 220));
      QVERIFY(image.save(folder.filePath(QString("pets/%1/a.png").arg(label))));
    }
    const std::string name = folder.filePath("pets").toStdString() + ",size=16x12,fit=crop,ink=bright";
    const engine::DatasetPtr data = pictureData(name);
    Bench bench(data);
    for (engine::Index i = 0; i < 2; ++i) {
      const auto label = data->test.labels[static_cast<std::size_t>(i)];
      const QString file =
          folder.filePath("pets/test/" + QString::fromStdString(data->classNames[label]) + "/a.png");
      QVERIFY(!bench.show(file, true).isEmpty());
      const engine::Vector expected = engine::sample(data->test, data->inputs(), i);
      QCOMPARE(bench.selection.input().values.size(), expected.size());
      QVERIFY((bench.selection.input().values - expected).cwiseAbs().maxCoeff() < 1e-6);
    }
    QVERIFY(bench.show(kPictureCases + "img-10-half-a-jpeg.jpg", false).contains("img-10-half-a-jpeg.jpg"));
  }

  /// Whatever its classes are called, it answers a picture like a drawing on the pad.
  void aNetworkOfDrawingsGetsItFramed() {
    engine::OwnSamples own{.kind = engine::OwnKind::Drawings, .classes = {"a cat", "a dog"}};
    auto ink = std::make_shared<engine::Ink>();
    ink->fill(0);
    (*ink)[400] = 255;
    for (std::uint8_t label : {0, 1, 0, 1})
      own.drawings.push_back({.number = own.next++, .label = label, .ink = ink});
    const auto data = engine::loadDataset(
        engine::DataSpec{.name = engine::ownName(own.kind), .own = std::make_shared<engine::OwnSamples>(own)},
        {});
    QVERIFY(data.has_value());
    const QString file = kPictureCases + "img-00-mnist-7-as-it-is.png";
    for (const bool isDoubled : {false, true}) {
      const QImage image = QImage(file).scaled(isDoubled ? QSize(56, 56) : QSize(28, 28));
      const QString path = m_folder.filePath("seven.png");
      QVERIFY(image.save(path));
      const auto expected = app::readImage(path.toStdString(), {1, 28, 28}, app::Framing::Digit);
      const auto input = app::pictureFor(**data, path.toStdString());
      QVERIFY(expected.has_value() && input.has_value());
      QVERIFY(input->input == expected->input);
    }
  }

  /// It might never end, and closing the window would wait for it.
  void pipesAreRefused() {
    const QString pipe = m_folder.filePath("pipe.png");
    QCOMPARE(::mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
    for (const char* name : {"mnist,samples=50", "fashion-mnist,samples=50"}) {
      Bench bench(pictureData(name));
      const QString said = bench.show(pipe, false);
      QVERIFY2(said.contains("pipe.png") && said.contains("is a pipe"), qPrintable(said));
    }
  }

  void withoutItsDataItAsksToLocateThem() {
    const engine::DatasetPtr data = pictureData("mnist,samples=50");
    Bench bench(data);
    auto missing = std::make_shared<engine::Dataset>(*data);
    missing->train = {};
    QTRY_VERIFY_WITH_TIMEOUT(bench.run.hasSpoken(), kPatienceMs);
    bench.run.open(bench.document.experiment(), missing,
                   ui::RunController::Resume{.state = bench.run.newest()->state, .history = {}});
    const QString said = bench.show(kPictureCases + "img-00-mnist-7-as-it-is.png", false);
    QVERIFY2(said.contains("Locate the data"), qPrintable(said));
  }

  void aNetworkOfNumbersIsTold() {
    Bench bench(pictureData("circle"));
    const engine::Vector before = bench.selection.input().values;
    const QString said = bench.show(kPictureCases + "img-00-mnist-7-as-it-is.png", false);
    QVERIFY(said.contains("img-00-mnist-7-as-it-is.png"));
    QVERIFY(said.contains("takes numbers"));
    QCOMPARE(bench.selection.input().values.size(), before.size());
  }
};

PELLUCID_WINDOW_TEST(tst_picture_input, TestPictureInput)
#include "tst_picture_input.moc"
