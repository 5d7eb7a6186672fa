// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/off_look.h"

#include "tests/support/window_test.h"
#include "tests/ui/units/units_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestOffLook : public QObject {
  Q_OBJECT

 private slots:
  void bothSidesAreThoseOfPlainLoops() {
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next(30);
    const engine::Dataset& data = *moment->dataset;
    for (const float value : {0.0F, 0.8F}) {
      const OffQuestion question{.snapshot = moment->snapshot,
                                 .dataset = moment->dataset,
                                 .held = {{.layer = 0, .channel = 2, .value = value}},
                                 .input = moment->input.values};
      const OffLookPtr look = lookWithout(question, nullptr, {});
      QVERIFY(look);
      tests::NaiveStack whole = tests::plainStack(*moment);
      whole.forward(tests::plainTests(data));
      const auto check = [&](const OffLook::Side& side, const tests::Samples& outputs) {
        double loss = 0;
        for (engine::Index t = 0; t < 3; ++t)
          for (engine::Index c = 0; c < 3; ++c) {
            engine::Index count = 0;
            for (std::size_t n = 0; n < outputs.size(); ++n)
              if (data.test.labels[n] == t && std::ranges::max_element(outputs[n]) - outputs[n].begin() == c)
                ++count;
            if (side.confusion->counts(t, c) != count) return false;
          }
        for (std::size_t n = 0; n < outputs.size(); ++n)
          loss -= std::log(outputs[n][data.test.labels[n]]) / static_cast<double>(outputs.size());
        for (std::size_t c = 0; c < 3; ++c)
          if (std::abs(static_cast<double>(side.outputs[static_cast<engine::Index>(c)]) - outputs[0][c]) >
              1e-5)
            return false;
        return std::abs(side.loss - loss) < 1e-4;
      };
      QVERIFY(check(look->whole, whole.outputs()));
      QVERIFY(check(look->without, tests::answersWithout(*moment, 0, 2, static_cast<double>(value))));
    }
  }

  /// What all units get right is counted once for each moment.
  void takesOverWhatIsKnown() {
    tests::RunOfMoments run = tests::imageMoments();
    const auto questionAt = [](const MomentPtr& moment, engine::Index channel) {
      return OffQuestion{.snapshot = moment->snapshot,
                         .dataset = moment->dataset,
                         .held = {{.layer = 0, .channel = channel, .value = 0}},
                         .input = moment->input.values};
    };
    const MomentPtr moment = run.next(30);
    auto known = std::make_shared<OffLook>(*lookWithout(questionAt(moment, 2), nullptr, {}));
    known->whole.loss = 42;  // a value that nothing else gives
    QCOMPARE(lookWithout(questionAt(moment, 1), known, {})->whole.loss, 42.0);
    QCOMPARE(lookWithout(questionAt(moment, 1), known, {})->without.loss,
             lookWithout(questionAt(moment, 1), nullptr, {})->without.loss);
    const MomentPtr later = run.next(5);
    QVERIFY(lookWithout(questionAt(later, 2), known, {})->whole.loss < 42);
  }

  void endsWhenItIsCancelled() {
    const MomentPtr moment = tests::imageMoments().next();
    const engine::Progress progress = engine::Progress::watched();
    progress.cancel();
    QVERIFY(!lookWithout(
        {.snapshot = moment->snapshot, .dataset = moment->dataset, .held = {}, .input = moment->input.values},
        nullptr, progress));
  }
};

PELLUCID_WINDOW_TEST(tst_off_look, TestOffLook)
#include "tst_off_look.moc"
