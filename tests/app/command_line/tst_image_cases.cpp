// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of digits as phones, scanners and drawing programs make them: each is read as the digit that it
// shows, or refused.
#include <QImage>
#include <QPainter>
#include <QtTest>

#include "app/command_line/model_loading.h"
#include "app/pictures/image_file.h"
#include "engine/base/random.h"
#include "engine/data/catalogue.h"
#include "tests/app/command_line/photo.h"
#include "tests/support/test_program.h"
#include "ui/widgets/digit_frame.h"

using namespace pellucid;

Q_DECLARE_METATYPE(pellucid::tests::PhotoOf)

class TestImageCases : public QObject {
  Q_OBJECT

  static constexpr engine::Shape kMnist{.channels = 1, .height = 28, .width = 28};
  static constexpr int kCanvas = 420;
#ifdef PELLUCID_SANITIZED
  static constexpr engine::Index kPhotos = 6;  // of each kind: every one takes the same way, and takes long
#else
  static constexpr engine::Index kPhotos = 30;
#endif
  static constexpr engine::Index kMostWrong = kPhotos / 15;

  int classOf(const engine::Vector& input) const {
    engine::Trace trace;
    trace.input = input;
    m_model->network->forward(m_model->model.weights, trace);
    engine::Index best = 0;
    trace.output().col(0).maxCoeff(&best);
    return static_cast<int>(best);
  }

  QImage testImage(engine::Index n) const {
    return QImage(m_data->test.pixels.data() + n * 784, 28, 28, 28, QImage::Format_Grayscale8).copy();
  }

  /// Bright on black, as on the drawing pad: turned by up to 12°, 90 to 300 pixels large, anywhere on the
  /// canvas.
  static QImage drawn(const QImage& digit, engine::Random& random) {
    QImage canvas(kCanvas, kCanvas, QImage::Format_RGB32);
    canvas.fill(Qt::black);
    QPainter painter(&canvas);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const double size = 90 + 210 * random.uniform();
    const double room = (kCanvas - size) / 2;
    painter.translate(kCanvas / 2.0 + room * (2 * random.uniform() - 1),
                      kCanvas / 2.0 + room * (2 * random.uniform() - 1));
    painter.rotate(24 * random.uniform() - 12);
    painter.drawImage(QRectF(-size / 2, -size / 2, size, size), digit);
    return canvas;
  }

  /// As ink of darkness `ink` on paper, or bright on a dark board, under light that falls off across the
  /// picture, with noise.
  static QImage photographed(const QImage& drawing, bool isBoard, engine::Random& random) {
    QImage photo(drawing.size(), QImage::Format_Grayscale8);
    const double ground = isBoard ? 20 + 40 * random.uniform() : 150 + 100 * random.uniform();
    const double ink = isBoard ? 160 + 60 * random.uniform() : 10 + 50 * random.uniform();
    const double angle = 6.283 * random.uniform();
    const double shade = 0.5 * random.uniform();
    for (int y = 0; y < photo.height(); ++y)
      for (int x = 0; x < photo.width(); ++x) {
        const double along =
            (std::cos(angle) * (2.0 * x / kCanvas - 1) + std::sin(angle) * (2.0 * y / kCanvas - 1)) / 1.42;
        const double light = 1 - shade * (along + 1) / 2;
        const double share = qGray(drawing.pixel(x, y)) / 255.0;
        const double noise = 6 * (random.uniform() + random.uniform() - 1);
        photo.scanLine(y)[x] =
            static_cast<uchar>(std::clamp(light * (ground + (ink - ground) * share) + noise, 0.0, 255.0));
      }
    return photo;
  }

  engine::Result<app::ImageInput> readPicture(const QImage& picture) const {
    const QString file = m_folder.filePath("picture.png");
    if (!picture.save(file)) qFatal("cannot write the picture");
    return app::readImage(file.toStdString(), kMnist, app::Framing::Digit);
  }

 private slots:
  void initTestCase() {
    QVERIFY(m_folder.isValid());
    const std::string resources = PELLUCID_SOURCE_DIR "/resources/";
    const auto data = engine::loadDataset(resources + "datasets/mnist", {});
    QVERIFY2(data.has_value(), data ? "" : data.error().text().c_str());
    m_data = *data;
    const auto model = app::loadModel(resources + "models/digits-mlp.onnx");
    QVERIFY2(model.has_value(), model ? "" : model.error().text().c_str());
    m_model = *model;
    QVERIFY(app::learnedDigits(m_model->model));
  }

  void everyCaseIsReadOrRefused_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<QString>("refusal");
    QTest::addColumn<int>("digit");
    const auto shows = [](const char* file, bool isDark, int digit) {
      QTest::newRow(file) << file << isDark << QString() << digit;
    };
    const auto seven = [shows](const char* file, bool isDark) { shows(file, isDark, 7); };
    const auto refused = [](const char* file, const char* why) {
      QTest::newRow(file) << file << false << why << -1;
    };
    seven("img-00-mnist-7-as-it-is.png", false);
    seven("img-01a-black-on-white-280.png", true);
    seven("img-01b-black-on-white-280.jpg", true);
    seven("img-02a-photo-paper-in-shadow-110-ink-20.jpg", true);
    seven("img-02c-photo-grey-paper-170-ink-60.jpg", true);
    seven("img-03a-black-strokes-on-transparent.png", true);
    seven("img-03b-white-strokes-on-transparent.png", false);
    seven("img-04-phone-jpeg-exif-orientation-6.jpg", true);
    seven("img-05a-16-bit-grey-black-on-white.png", true);
    seven("img-05b-16-bit-grey-28x28.png", false);
    refused("img-06a-1x1-white.png", "is empty");
    refused("img-06c-blank-white.png", "is empty");
    seven("img-07a-digit-small-in-the-corner-of-a-page.png", true);
    seven("img-07c-digit-fills-the-picture-to-the-border.png", true);
    seven("img-08a-palette.png", true);
    seven("img-08d.webp", true);
    seven("img-08g-jpeg-named.png", true);
    seven("img-08i-cmyk.jpg", true);
    seven("img-09a-paper-on-a-desk-tilted.jpg", true);
    seven("img-09b-paper-on-a-dark-table.png", true);
    seven("img-09c-thin-black-frame.png", true);
    refused("img-09d-frame-around-nothing.png", "is empty");
    refused("img-10-half-a-jpeg.jpg", "is damaged: the file ends before its picture does");
    refused("img-11a-blank-in-shadow-16-bit.png", "is empty");
    refused("img-11b-blank-and-noisy.jpg", "is empty");
    seven("img-12a-lamp-and-noise.jpg", true);
    seven("img-12b-very-faint.jpg", true);
    seven("img-12c-shadow-of-a-hand.jpg", true);
    seven("img-12d-hard-shadow.jpg", true);
    shows("img-13a-eight-with-a-thin-pen-1200.png", true, 8);
    shows("img-13b-eight-with-a-thin-pen-280.png", true, 8);
    refused("img-14-two-figures.png", "shows 2 figures");
  }
  void everyCaseIsReadOrRefused() {
    QFETCH(QString, file);
    QFETCH(bool, isDark);
    QFETCH(QString, refusal);
    QFETCH(int, digit);
    const std::string path = PELLUCID_SOURCE_DIR "/tests/cases/" + file.toStdString();
    const auto image = app::readImage(path, kMnist, app::Framing::Digit);
    if (!refusal.isEmpty()) {
      QVERIFY(!image);
      QVERIFY2(image.error().text().find(refusal.toStdString()) != std::string::npos,
               image.error().text().c_str());
      return;
    }
    QVERIFY2(image.has_value(), image ? "" : image.error().text().c_str());
    QCOMPARE(image->isInverted, isDark);
    QCOMPARE(classOf(image->input), digit);
  }

  // Every case needs a row.
  void everyPictureAmongTheCasesHasARow() {
    const auto files = QDir(PELLUCID_SOURCE_DIR "/tests/cases").entryList({"img-*"}, QDir::Files);
    QCOMPARE(files.size(), 32);
  }

  void photographedSevensAreReadAsTheDrawingPadReadsThem() {
    engine::Random random(11, "sevens");
    int right = 0, rightOnPad = 0, count = 0;
    for (engine::Index n = 0; count < 20; ++n) {
      if (m_data->test.labels[static_cast<std::size_t>(n)] != 7) continue;
      const QImage drawing = drawn(testImage(n), random);
      const auto read = readPicture(photographed(drawing, count % 2 == 1, random));
      QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
      QCOMPARE(read->isInverted, count % 2 == 0);
      const engine::Vector pad = ui::frameDigit(drawing);
      right += classOf(read->input) == 7;
      rightOnPad += classOf(pad) == 7;
      // Not just the same class: the same picture.
      const double alike = read->input.dot(pad) / (read->input.norm() * pad.norm());
      QVERIFY2(alike > 0.9, qPrintable(QString("%1: %2").arg(n).arg(alike)));
      ++count;
    }
    QVERIFY2(right >= rightOnPad, qPrintable(QString("%1, on the pad %2").arg(right).arg(rightOnPad)));
    QVERIFY2(rightOnPad >= 18, qPrintable(QString::number(rightOnPad)));
  }

  void blankPaperIsEmpty() {
    engine::Random random(12, "blank");
    QImage blank(kCanvas, kCanvas, QImage::Format_RGB32);
    blank.fill(Qt::black);
    for (int i = 0; i < 6; ++i) {
      const auto read = readPicture(photographed(blank, i % 2 == 1, random));
      QVERIFY2(!read, qPrintable(QString::number(i)));
      QVERIFY(read.error().text().find("is empty") != std::string::npos);
    }
  }

  // Test images of all digits, photographed: nearly as many are recognised as in the originals.
  void photographsAreReadAsWhatTheyShow_data() {
    QTest::addColumn<tests::PhotoOf>("what");
    QTest::newRow("paper") << tests::PhotoOf{};
    QTest::newRow("desk") << tests::PhotoOf{.desk = true};
    QTest::newRow("thin pen") << tests::PhotoOf{.shadow = true, .thinPen = true};
    QTest::newRow("frame") << tests::PhotoOf{.shadow = true, .noise = true, .frame = true};
    QTest::newRow("all of it") << tests::PhotoOf{
        .desk = true, .shadow = true, .noise = true, .thinPen = true, .frame = true};
  }
  void photographsAreReadAsWhatTheyShow() {
    QFETCH(tests::PhotoOf, what);
    engine::Random random(13, "photographs");
    int right = 0, rightUnspoiled = 0;
    QByteArray wrong;
    for (engine::Index n = 0; n < kPhotos; ++n) {
      const int label = m_data->test.labels[static_cast<std::size_t>(n)];
      const auto read = readPicture(tests::photographed(testImage(n), what, random));
      const int answer = read ? classOf(read->input) : -1;
      right += answer == label;
      rightUnspoiled += classOf(engine::sample(m_data->test, 784, n)) == label;
      if (answer != label) wrong += QString("#%1 (%2): %3; ").arg(n).arg(label).arg(answer).toUtf8();
    }
    QVERIFY(rightUnspoiled >= kPhotos - kMostWrong);
    QVERIFY2(right >= rightUnspoiled - kMostWrong, wrong);
  }

  void photographsOfBlankPaperAreEmpty() {
    engine::Random random(14, "blank paper");
    QImage nothing(28, 28, QImage::Format_Grayscale8);
    nothing.fill(0);
    for (int i = 0; i < 32; ++i) {
      const tests::PhotoOf what{
          .desk = i % 2 == 1, .shadow = i / 2 % 2 == 1, .noise = i / 4 % 2 == 1, .frame = i / 8 % 2 == 1};
      const auto read = readPicture(tests::photographed(nothing, what, random));
      QVERIFY2(!read, qPrintable(QString::number(i)));
      QVERIFY(read.error().text().find("is empty") != std::string::npos);
    }
  }

  void testImagesKeepTheirBytes() {
    for (engine::Index n = 0; n < 1000; ++n) {
      QImage image = testImage(n);
      if (n % 2 == 1) image.invertPixels();
      const auto read = readPicture(image);
      QVERIFY(read.has_value());
      QCOMPARE(read->isInverted, n % 2 == 1);
      QVERIFY2(read->input == engine::sample(m_data->test, 784, n), qPrintable(QString::number(n)));
    }
  }

  void aSmallPictureThatIsNotFramedIsFramed() {
    QImage corner(28, 28, QImage::Format_Grayscale8);
    corner.fill(255);
    QImage seven = testImage(0).scaled(16, 16, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    seven.convertTo(QImage::Format_Grayscale8);
    for (int y = 0; y < 16; ++y)
      for (int x = 0; x < 16; ++x)
        corner.scanLine(y)[x] = static_cast<uchar>(255 - seven.constScanLine(y)[x]);
    const auto read = readPicture(corner);
    QVERIFY(read.has_value());
    QCOMPARE(classOf(read->input), 7);
  }

  void tiffIsRead() {
    const QString file = m_folder.filePath("seven.tiff");
    QVERIFY(testImage(0).save(file));
    const auto read = app::readImage(file.toStdString(), kMnist, app::Framing::Digit);
    QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
    QVERIFY(read->input == engine::sample(m_data->test, 784, 0));
  }

  void onlyDigitsAndLettersAreFramed() {
    engine::TrainedModel model = m_model->model;
    model.classNames.clear();  // as other programs omit them
    QVERIFY(app::learnedDigits(model));
    model.classNames = {"T-shirt", "Trouser"};
    QVERIFY(!app::learnedDigits(model));
    model.classNames = {"a", "B"};
    QVERIFY(app::learnedDigits(model));
    model.shape = {.channels = 1, .height = 8, .width = 8};
    QVERIFY(!app::learnedDigits(model));
    model.shape = {.channels = 1, .height = 1, .width = 784};
    QVERIFY(app::learnedDigits(model));
    model.classNames.clear();
    model.facts["data"] = "fashion-mnist:0-4";
    QVERIFY(!app::learnedDigits(model));
  }

 private:
  QTemporaryDir m_folder;
  engine::DatasetPtr m_data;
  std::optional<app::LoadedModel> m_model;
};

PELLUCID_TEST_IN(QCoreApplication, tst_image_cases, TestImageCases)
#include "tst_image_cases.moc"
