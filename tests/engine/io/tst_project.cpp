// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/project.h"

#include <QtTest>

#include "engine/data/zip_reader.h"
#include "engine/io/json.h"
#include "engine/io/project_manifest.h"
#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

bool isSame(const Project& a, const Project& b) {
  return a.experiment == b.experiment && isSameBits(a.state.weights, b.state.weights) &&
         isSameBits(a.state.optimizer.first, b.state.optimizer.first) &&
         isSameBits(a.state.optimizer.second, b.state.optimizer.second) &&
         a.state.optimizer.updates == b.state.optimizer.updates && a.state.step == b.state.step &&
         a.history == b.history && a.stepsPerEpoch == b.stepsPerEpoch && a.shape == b.shape &&
         a.classNames == b.classNames && a.datasetChecksum == b.datasetChecksum &&
         Json::parse(a.unknownKeys) == Json::parse(b.unknownKeys);
}

}  // namespace

class TestProject : public QObject {
  Q_OBJECT

 private slots:
  void roundTrips() {
    const Project project = smallProject();
    const Bytes bytes = *writeProject(project);
    const auto back = readProject(bytes, "p.pellucid");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(isSame(*back, project));
    QVERIFY(*writeProject(*back) == bytes);
    QVERIFY(*writeProject(smallProject()) == bytes);
  }

  void theScalingOfItsDataIsKept() {
    Project project = smallProject();
    project.scaling.inputs = {.mean = Vector::Constant(1, Scalar(0.1307)),
                              .deviation = Vector::Constant(1, Scalar(0.3081))};
    const auto back = readProject(*writeProject(project), "p.pellucid");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(back->scaling == project.scaling);
    QCOMPARE(back->unknownKeys, project.unknownKeys);
  }

  void initialWeightsThatWereGivenAreKept() {
    Project project = smallProject();
    QVERIFY(!readProject(*writeProject(project), "p.pellucid")->initial);
    project.initial = std::make_shared<const Vector>(project.state.weights * Scalar(2));
    const auto back = readProject(*writeProject(project), "p.pellucid");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(back->initial && *back->initial == *project.initial);
    QVERIFY(back->unknownEntries.size() == project.unknownEntries.size());
  }

  void trainingGoesOnBitForBit_data() {
    QTest::addColumn<Optimizer>("optimizer");
    for (const auto& [value, name] : kEnumNames<Optimizer>) QTest::newRow(name.data()) << value;
  }
  void trainingGoesOnBitForBit() {
    QFETCH(Optimizer, optimizer);
    const auto dataset = noiseDataset();
    // 11 steps end within the second epoch of seven.
    auto first = Trainer::create(noiseExperiment(optimizer), dataset);
    QVERIFY(first);
    History history;
    train(*first, 11, history);
    const auto project = readProject(*writeProject(projectOf(*first, history)), "p");
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    auto second = Trainer::create(project->experiment, dataset);
    QVERIFY(second);
    QVERIFY(second->restore(project->state));
    History goneOn = project->history;
    train(*second, 11, goneOn);

    auto whole = Trainer::create(noiseExperiment(optimizer), dataset);
    QVERIFY(whole);
    History ofWhole;
    train(*whole, 22, ofWhole);
    QVERIFY(isSame(projectOf(*second, goneOn), projectOf(*whole, ofWhole)));
    QVERIFY(*writeProject(projectOf(*second, goneOn)) == *writeProject(projectOf(*whole, ofWhole)));
    QVERIFY(!isSameBits(first->state().weights, whole->state().weights));
  }

  /// What a plateau and early stopping have seen is part of the state.
  void rulesThatWatchTheTestGoOnBitForBit() {
    const auto dataset = noiseDataset();
    Experiment experiment = noiseExperiment(Optimizer::Adam);
    experiment.training.schedule = defaultSchedule(ScheduleKind::Plateau);
    experiment.training.schedule.patience = 0;
    experiment.training.stopping.patience = 50;
    auto first = Trainer::create(experiment, dataset);
    QVERIFY(first);
    History history;
    train(*first, 30, history);
    const auto project = readProject(*writeProject(projectOf(*first, history)), "p");
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    QVERIFY(project->state.stopping.bestWeights.size() > 0);
    QVERIFY(project->state == first->state());
    auto second = Trainer::create(project->experiment, dataset);
    QVERIFY(second);
    QVERIFY(second->restore(project->state));
    train(*first, 30, history);
    train(*second, 30, history);
    QVERIFY(second->state() == first->state());
  }

  /// Kernels, running statistics and Dropout's next draws.
  void everyKindOfLayerGoesOnBitForBit() {
    auto images = std::make_shared<Dataset>(*noiseDataset());
    images->shape = {.channels = 1, .height = images->shape.size(), .width = 1};
    const Index side = images->shape.height;
    QVERIFY(side > 4);
    Experiment experiment = noiseExperiment(Optimizer::Adam);
    LayerSpec convolution = conv2d(3, 3, Activation::Relu);
    convolution.padding.isSame = true;
    convolution.bias = false;
    experiment.network.layers = {convolution, batchNorm(Activation::Tanh), flatten(), dropout(0.25),
                                 experiment.network.layers.back()};
    auto first = Trainer::create(experiment, images);
    QVERIFY2(first.has_value(), first ? "" : first.error().text().c_str());
    History history;
    train(*first, 9, history);
    const auto project = readProject(*writeProject(projectOf(*first, history)), "p");
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    QVERIFY(project->experiment == experiment);
    auto second = Trainer::create(project->experiment, images);
    QVERIFY(second);
    QVERIFY(second->restore(project->state));
    train(*first, 9, history);
    train(*second, 9, history);
    QVERIFY(second->state() == first->state());
  }

  void aRunThatDivergedCanBeKept() {
    Project project = smallProject();
    project.state.weights[0] = std::numeric_limits<Scalar>::quiet_NaN();
    project.state.weights[1] = -std::numeric_limits<Scalar>::infinity();
    const auto back = readProject(*writeProject(project), "p");
    QVERIFY(back);
    QVERIFY(isSame(*back, project));
    // This is reported, with the first such value in the file's order.
    QVERIFY2(says(back->notFinite.text(), {"layer 1, tensor fc1.weight, row 1, column 1 is nan"}),
             back->notFinite.text().c_str());
    QVERIFY(readProject(*writeProject(smallProject()), "p")->notFinite.empty());
    Project moment = smallProject();
    moment.state.optimizer.second[2] = std::numeric_limits<Scalar>::infinity();
    QVERIFY(says(readProject(*writeProject(moment), "p")->notFinite.text(), {"fc1.weight.second", "inf"}));
  }

  void newKeysSurvive() {
    Project project = smallProject();
    project.unknownKeys = R"({"window": {"theme": "dark", "z": [1, 2.5]}, "zebra": null})";
    const auto back = readProject(*writeProject(project), "p");
    QVERIFY(back);
    QVERIFY(Json::parse(back->unknownKeys) == Json::parse(project.unknownKeys));
    QVERIFY(*writeProject(*back) == *writeProject(project));
  }

  /// Still packed, and after the program's own.
  void newEntriesSurvive() {
    auto entries = *readZip(*writeProject(smallProject()));
    entries.insert(entries.begin() + 2,
                   {.name = "notes.txt", .bytes = bytesOf("my notes"), .isPacked = false});
    entries.push_back({.name = "views/camera.bin", .bytes = Bytes(18 << 20), .isPacked = true});
    const auto back = readProject(*writeZip(entries), "p");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(isSame(*back, smallProject()));
    QCOMPARE(back->unknownEntries.size(), std::size_t{2});
    QCOMPARE(back->unknownEntries[0].name, std::string("notes.txt"));
    QVERIFY(back->unknownEntries[1].packed.size() < 30'000);
    const Bytes bytes = *writeProject(*back);
    const auto again = readProject(bytes, "p");
    QVERIFY(again->unknownEntries == back->unknownEntries);
    QVERIFY(*writeProject(*again) == bytes);
    QVERIFY(ZipReader::open(bytes)->names().back() == "views/camera.bin");
  }

  /// The limit applies to the whole file; a network of the largest size is no exception.
  void whatIsTooLargeIsAnError() {
    const Project project = smallProject();
    const std::size_t size = writeProject(project)->size();
    QVERIFY(writeProject(project, size));
    const auto refused = writeProject(project, size - 1);
    QVERIFY(!refused);
    QVERIFY2(says(refused.error().text(), {"cannot be saved", std::to_string(size - 1)}),
             refused.error().text().c_str());
    // Weights, two moments, the best weights and the source of a transfer experiment, with everything around
    // them.
    constexpr std::size_t kAround = 64 << 20;
    QVERIFY(5 * static_cast<std::size_t>(kMaxParameters) * 4 + kAround < kMaxProjectBytes);
    QVERIFY(kMaxProjectBytes <= kMaxFileBytes);
  }

  void pointsThatRanAheadAreLeftOut() {
    Project project = smallProject();
    const History whole = project.history;
    project.history.train.push_back({.step = 10, .metrics = {}});
    project.history.test.push_back({.step = 12, .metrics = {}});
    const auto back = readProject(*writeProject(project), "p");
    QVERIFY(back);
    QVERIFY(back->history == whole);
  }

  void longCurvesAreThinned() {
    Project project = smallProject();
    project.state.step = 3'000'000;
    project.history.train.clear();
    for (std::int64_t step = 1; step <= 500'001; ++step)
      project.history.train.push_back({.step = step, .metrics = {}});
    const auto back = readProject(*writeProject(project), "p");
    QVERIFY(back);
    const auto& points = back->history.train;
    QCOMPARE(points.size(), std::size_t{125'002});  // every fourth step, the first and the last
    QCOMPARE(points.front().step, 1);
    QCOMPARE(points.back().step, 500'001);
    QCOMPARE(points[2].step - points[1].step, 4);
    QVERIFY(back->history.test == project.history.test);
  }

  void layoutIsAsDocumented() {
    const auto entries = readZip(*writeProject(smallProject()));
    QVERIFY(entries);
    std::vector<std::string> names;
    for (const ZipEntry& entry : *entries) names.push_back(entry.name);
    QVERIFY((names == std::vector<std::string>{"mimetype", "manifest.json", "weights.safetensors",
                                               "optimizer.safetensors", "history.csv"}));
    const Json manifest = manifestOf(smallProject(), smallProject().state);
    QCOMPARE(manifest["experiment"]["seed"].get<std::string>(), std::string("0xfedcba9876543210"));
    QCOMPARE(manifest["step"].get<int>(), 9);
    QCOMPARE(manifest["least_reader_version"].get<int>(), 1);
  }

  void anotherReaderSeesTheWeights() {
    if (python().isEmpty()) QSKIP("python3 is not there to read what was written.");
    const Project project = smallProject();
    const auto network = Network::create(project.experiment.network, project.shape);
    const QTemporaryDir folder;
    const QString path = folder.filePath("p.pellucid");
    QVERIFY(atomicWrite(path.toStdString(), *writeProject(project)));

    QByteArray expected;
    for (std::size_t i = 0; i < (*network)->layerCount(); ++i) {
      const auto weight = (*network)->weight(project.state.weights, i);
      const auto bias = (*network)->bias(project.state.weights, i);
      const auto value = [](Scalar v) { return " " + QByteArray::number(static_cast<double>(v), 'g', 17); };
      expected += "fc" + QByteArray::number(static_cast<int>(i) + 1) + ".weight F32 " +
                  QByteArray::number(int(weight.rows())) + "x" + QByteArray::number(int(weight.cols()));
      for (Index o = 0; o < weight.rows(); ++o)
        for (Index in = 0; in < weight.cols(); ++in) expected += value(weight(o, in));
      expected += "\nfc" + QByteArray::number(static_cast<int>(i) + 1) + ".bias F32 " +
                  QByteArray::number(int(bias.size()));
      for (Index o = 0; o < bias.size(); ++o) expected += value(bias[o]);
      expected += "\n";
    }
    const QByteArray text = outputOf(python(), {beside("read_safetensors.py"), path, "weights.safetensors"});
    // The script prints exact hexadecimal numbers: convert them to the same decimal form.
    QByteArray decimal;
    for (const QByteArray& line : text.split('\n')) {
      if (line.isEmpty()) continue;
      const auto words = line.split(' ');
      decimal += words.mid(0, 3).join(' ');
      for (const QByteArray& word : words.mid(3))
        decimal += " " + QByteArray::number(std::strtod(word.constData(), nullptr), 'g', 17);
      decimal += "\n";
    }
    QCOMPARE(decimal, expected);
    const QByteArray optimizer =
        outputOf(python(), {beside("read_safetensors.py"), path, "optimizer.safetensors"});
    QVERIFY(optimizer.contains("fc3.bias.first F32 3 "));
    QVERIFY(optimizer.contains("fc1.weight.second F32 5x6 "));
    QVERIFY(optimizer.contains("updates I64 3 9 0 9\n"));
  }

  void writingRefusesAStateThatDoesNotFit() {
    Project project = smallProject();
    project.state.weights.conservativeResize(5);
    QVERIFY_THROWS_EXCEPTION(std::logic_error, *writeProject(project));
  }
};

PELLUCID_TEST(tst_project, TestProject)
#include "tst_project.moc"
