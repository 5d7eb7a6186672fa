// SPDX-License-Identifier: GPL-3.0-or-later
// What the pixels of a network are, changed in the window: one step of undo, kept in the project.
#include "app/model_input_actions.h"

#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/idx_files.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"
#include "ui/data/model_input_dialog.h"

using namespace pellucid;

class TestModelInputActions : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_data = m_folder->filePath("data");
    tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
  }

  void isOneStepOfUndoAndKeptInTheProject() {
    Bench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    bench.run.stepOnce();
    QTRY_COMPARE(bench.step(), std::int64_t{1});
    const engine::Vector weights = bench.run.moment()->weights();
    const engine::NetworkSpec network = bench.document.experiment().network;
    const QSignalSpy done(&bench.input, &app::ModelInputActions::done);
    bench.choose("MNIST's mean and deviation");
    QTRY_VERIFY(bench.step() == 0 && bench.run.moment()->weights().size() == weights.size() + 4);
    QCOMPARE(done.size(), 1);
    const auto& layers = bench.document.experiment().network.layers;
    QVERIFY(layers.front().kind == engine::LayerKind::BatchNorm && layers.front().frozen);
    // What was trained is unchanged, and the first unit receives (x − 0.1307) / 0.3081.
    QVERIFY(bench.run.moment()->weights().tail(weights.size()) == weights);
    const ui::Moment& moment = *bench.run.moment();
    const engine::Vector expected =
        (moment.input.values.array() - engine::Scalar(0.1307)) / engine::Scalar(0.3081);
    QVERIFY((moment.probe.trace.layers[0].a.col(0) - expected).cwiseAbs().maxCoeff() < engine::Scalar(1e-4));

    const engine::Vector standardised = moment.weights();
    const QString file = m_folder->filePath("m.pellucid");
    QCOMPARE(tests::saveProblem(bench.files, file), QString());
    tests::Workbench other(m_data);
    QTRY_COMPARE(other.step(), std::int64_t{0});
    QCOMPARE(tests::openProblem(other.files, file), QString());
    QTRY_VERIFY(other.run.moment() && areSame(other.run.moment()->weights(), standardised));

    bench.document.undoStack().undo();
    QTRY_COMPARE(bench.step(), std::int64_t{1});
    QVERIFY(areSame(bench.run.moment()->weights(), weights) &&
            bench.document.experiment().network == network);
    bench.document.undoStack().redo();
    bench.choose("Pixels from 0 to 1");
    QVERIFY(bench.document.experiment().network == network);
  }

  /// Choosing the present input, or closing the dialog, changes nothing.
  void nothingIsDoneForNothing() {
    Bench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    bench.choose("Pixels from 0 to 1");
    QCOMPARE(bench.document.undoStack().count(), 0);
    bench.actions[ui::ActionId::ModelInput].trigger();
    bench.dialog()->reject();
    QCOMPARE(bench.document.undoStack().count(), 0);
  }

  void whatHasNoPixelsIsRefusedByAction() {
    Bench bench(QStringLiteral("xor"));
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    const QSignalSpy refused(&bench.input, &app::ModelInputActions::refused);
    bench.input.askAbout(QStringLiteral("m.onnx"));
    QCOMPARE(refused.size(), 0);  // none was requested
    bench.actions[ui::ActionId::ModelInput].trigger();
    QVERIFY(bench.dialog() == nullptr);
    QVERIFY(refused.size() == 1 && refused[0][0].toString().contains("images"));
  }

  void asksAboutAModelThatDoesNotTell() {
    Bench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    bench.input.askAbout(QStringLiteral("foreign.onnx"));
    QVERIFY(bench.dialog() != nullptr);
    const auto labels = bench.dialog()->findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels,
                                [](const QLabel* label) { return label->text().contains("foreign.onnx"); }));
  }

 private:
  /// Also for networks of different sizes.
  static bool areSame(const engine::Vector& a, const engine::Vector& b) {
    return a.size() == b.size() && a == b;
  }
  struct Bench : tests::Workbench {
    explicit Bench(const QString& data) : Workbench() {
      engine::Experiment experiment = tests::smallExperiment();
      experiment.data.name = data.toStdString();
      if (data == QLatin1String("xor")) experiment.network.layers.back().units = 2;
      files.begin(experiment);
    }
    ui::ModelInputDialog* dialog() {
      for (auto* each : window.findChildren<ui::ModelInputDialog*>())
        if (each->isVisible()) return each;
      return nullptr;
    }
    /// Chooses as a user does.
    void choose(const char* name) {
      actions[ui::ActionId::ModelInput].trigger();
      QVERIFY(dialog() != nullptr);
      for (auto* button : dialog()->findChildren<QRadioButton*>())
        if (button->accessibleName() == QLatin1String(name)) button->click();
      dialog()->accept();
    }

    ui::Actions actions;
    QWidget window;
    app::ModelInputActions input{document, run, actions, window};
  };

  std::unique_ptr<QTemporaryDir> m_folder;
  QString m_data;
};

PELLUCID_WINDOW_TEST(tst_model_input_actions, TestModelInputActions)
#include "tst_model_input_actions.moc"
