// SPDX-License-Identifier: GPL-3.0-or-later
// Random sequences of what a user does to a project: whatever the order, what a file holds and what is shown
// are what a plain model says they must be. Data that are missing, moved or slow to read are among them. A
// few sequences here; PELLUCID_THOROUGH runs 200.
#include <QTemporaryDir>
#include <QtTest>
#include <random>

#include "engine/io/project.h"
#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"
#include "ui/document/edits.h"

namespace {

using namespace pellucid;

/// The expected design, with a state that the textbook loop reached from it.
struct Expected {
  engine::Experiment experiment;
  engine::RunState state;
};

/// The program, and a model of it that does the same with plain values.
class Model {
 public:
  explicit Model(const QString& folder) : m_folder(folder) {
    startProgram();
    tests::writeIdxFiles(*tests::syntheticDataset(), data("a"));
    engine::Experiment experiment = tests::smallExperiment();
    experiment.data.name = data("a");
    m_program->files.begin(experiment);
    settle();
    m_now = {experiment, m_program->run.newest()->state};
  }

  void edit(std::uint64_t choice) {
    if (!m_program->document.hasData()) return;
    const Expected before = m_now;
    if (choice % 3 == 0) {
      if (!ui::edit::setUnits(m_program->document, 0, 3 + static_cast<engine::Index>(choice / 3 % 5)))
        m_isGood = false;
    } else if (choice % 3 == 1) {
      if (!ui::edit::setLearningRate(m_program->document, 0.001 * static_cast<double>(1 + choice / 3 % 4)))
        m_isGood = false;
    } else if (ui::edit::setUnits(m_program->document, 1, 100'000)) {  // refused: there are three classes
      m_isGood = false;
    }
    if (m_program->document.experiment() == m_now.experiment) return;
    m_undo.push_back({before, {}});
    m_now.experiment = m_program->document.experiment();
    if (engine::compare(before.experiment, m_now.experiment) == engine::Change::Rebuild)
      m_now.state = initial();
  }

  void train(std::uint64_t steps) {
    order(steps);
    if (m_program->document.hasData()) settle();
  }

  /// Without waiting for the run to obey.
  void order(std::uint64_t steps) {
    for (std::uint64_t i = 0; i < steps; ++i) m_program->run.stepOnce();
    if (!m_program->document.hasData()) return;
    auto trainer = engine::Trainer::create(m_now.experiment, m_program->document.dataset()).value();
    if (!trainer.restore(m_now.state)) m_isGood = false;
    for (std::uint64_t i = 0; i < steps; ++i) trainer.step();
    m_now.state = trainer.state();
  }

  void setWeight(std::uint64_t choice) {
    if (!m_program->document.hasData()) return;
    settle();
    const auto index =
        static_cast<engine::Index>(choice % static_cast<std::uint64_t>(m_now.state.weights.size()));
    const double old = static_cast<double>(m_now.state.weights[index]);
    const double value = old + 0.25;
    if (!m_program->document.setParameter({.name = "w", .index = index, .before = old, .after = value}))
      m_isGood = false;
    m_undo.push_back({m_now, Hand{index, static_cast<engine::Scalar>(old)}});
    m_now.state.weights[index] = static_cast<engine::Scalar>(value);
  }

  void undo() {
    if (m_undo.empty()) return;
    settle();
    m_program->document.undoStack().undo();
    const Step step = m_undo.back();
    m_undo.pop_back();
    const bool isLive = engine::compare(step.before.experiment, m_now.experiment) == engine::Change::Live;
    if (step.hand)
      m_now.state.weights[step.hand->index] = step.hand->value;
    else if (isLive)
      m_now.experiment = step.before.experiment;
    else
      m_now = step.before;
  }

  void save(const QString& name) {
    m_program->files.saveTo(path(name));
    m_saved[name] = m_now;
  }

  /// Waits until what was saved is in the file; otherwise this may happen during later actions.
  void finishSaving() {
    if (!waitUntil([this] { return m_program->files.writing().isEmpty(); })) return fail("not saved");
    if (!m_program->files.wasWritten()) return fail("not written");
  }

  void finishSavingAtRest() {
    finishSaving();
    if (m_isGood && m_program->files.isModified()) fail("modified after saving");
  }

  void open(const QString& name, bool isNewProgram, std::uint64_t choice) {
    if (!m_saved.contains(name)) return;
    finishSaving();
    if (isNewProgram) startProgram();
    QSignalSpy whole(&m_program->files, &app::ProjectFiles::opened);
    QSignalSpy withoutData(&m_program->files, &app::ProjectFiles::dataMissing);
    m_program->files.openFrom(path(name));
    // While file and data are being read, saving and training apply to what was open before.
    if (!isNewProgram && choice % 4 < 2) save("three");
    if (!isNewProgram) order(choice % 3);
    if (!waitUntil([&] { return whole.count() + withoutData.count() == 1; })) return fail("never opened");
    m_now = m_saved[name];
    m_undo.clear();
    settle();
    if (m_program->files.isModified()) fail("modified after opening");
  }

  /// A project opened without its data gets them from their present place.
  void locate() {
    if (m_program->document.hasData()) return;
    const bool isMoved = QDir(m_folder).exists("moved");
    m_program->files.locateData(data(isMoved ? "moved" : "a"));
    if (!waitUntil([&] { return m_program->document.hasData(); })) return fail("the data were not taken");
    m_now.experiment.data.name = data(isMoved ? "moved" : "a");
    if (!m_program->files.isModified()) fail("a new place of the data is not unsaved work");
  }

  void move() {
    QDir folder(m_folder);
    if (folder.exists("a"))
      folder.rename("a", "moved");
    else
      folder.rename("moved", "a");
  }

  void check() {
    finishSaving();
    settle();
    if (!m_isGood) return;
    if (m_program->document.experiment() != m_now.experiment) return fail("another design");
    if (!m_program->run.newest()) return fail("no state");
    if (m_program->run.newest()->state != m_now.state) return fail("another state");
    for (const auto& [name, expected] : m_saved) {
      const auto bytes = engine::readFile(path(name).toStdString());
      const auto project = engine::readProject(*bytes, name.toStdString());
      if (!project) return fail("a file can't be read");
      if (project->experiment != expected.experiment || project->state != expected.state)
        return fail("a file holds something else");
    }
  }

  bool isGood() const { return m_isGood; }
  const QString& problem() const { return m_problem; }

 private:
  struct Hand {
    engine::Index index;
    engine::Scalar value;
  };
  struct Step {
    Expected before;
    std::optional<Hand> hand;
  };

  void startProgram() {
    m_program = std::make_unique<tests::Workbench>();
    // As the window does for each moment: the session answers, whatever else goes on.
    auto* run = &m_program->run;
    QObject::connect(run, &ui::RunController::momentChanged, run, [run] { run->watch(0); });
  }
  std::string data(const char* name) const { return (m_folder + "/" + name).toStdString(); }
  QString path(const QString& name) const { return m_folder + "/" + name + ".pellucid"; }
  engine::RunState initial() const {
    return engine::Trainer::create(m_now.experiment, m_program->document.dataset()).value().state();
  }
  template <class Condition>
  bool waitUntil(Condition isTrue) {
    return QTest::qWaitFor(isTrue, tests::kPatienceMs);
  }
  void settle() {
    if (!waitUntil([this] { return m_program->run.newest() && m_program->run.isResting(); }))
      fail("it does not come to rest");
  }
  void fail(const QString& problem) {
    if (m_isGood) m_problem = problem;
    m_isGood = false;
  }

  QString m_folder;
  std::unique_ptr<tests::Workbench> m_program;
  Expected m_now;
  std::vector<Step> m_undo;
  std::map<QString, Expected> m_saved;
  bool m_isGood = true;
  QString m_problem;
};

class ProjectSequencesTest : public QObject {
  Q_OBJECT

 private slots:
  void nothingIsLostOrMixed();
};

void ProjectSequencesTest::nothingIsLostOrMixed() {
  const int sequences = qEnvironmentVariableIsSet("PELLUCID_THOROUGH") ? 200 : 12;
  for (int seed = 1; seed <= sequences; ++seed) {
    QTemporaryDir folder;
    Model model(folder.path());
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    QStringList done;
    for (int i = 0; i < 25 && model.isGood(); ++i) {
      const std::uint64_t choice = random() >> 8;
      const QString file = choice % 2 == 0 ? "one" : "two";
      const auto kind = random() % 10;
      done << QStringLiteral("%1:%2").arg(kind).arg(choice % 1000);
      if (kind < 2) model.edit(choice);
      if (kind == 2 || kind == 3) model.train(choice % 12);
      if (kind == 4) model.setWeight(choice);
      if (kind == 5) model.undo();
      if (kind == 6 || kind == 7) {
        model.save(file);
        if (choice % 3 == 0) model.finishSavingAtRest();
      }
      if (kind == 8) model.open(file, choice % 3 != 0, choice / 3);
      if (kind == 9) choice % 3 == 0 ? model.locate() : model.move();
      if (choice % 4 == 0) model.check();  // otherwise the next action follows at once
    }
    model.check();
    QVERIFY2(
        model.isGood(),
        qPrintable(QStringLiteral("sequence %1, %2: %3").arg(seed).arg(done.join(' '), model.problem())));
  }
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_project_sequences, ProjectSequencesTest)
#include "tst_project_sequences.moc"
