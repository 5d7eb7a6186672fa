// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/matter_look.h"

#include "tests/support/window_test.h"
#include "tests/ui/units/units_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestMatterLook : public QObject {
  Q_OBJECT

 private slots:
  void coversAreWhatTheySay() {
    auto data = std::make_shared<engine::Dataset>(*tests::squareImages(4, 3, 40));
    QVERIFY((coverFor(*data, Cover::Grey).array() == 0.5F).all());
    QVERIFY((coverFor(*data, Cover::Black).array() == 0).all());
    const engine::Vector mean = coverFor(*data, Cover::Mean);
    for (engine::Index i = 0; i < 16; ++i) {
      double sum = 0;
      for (engine::Index n = 0; n < data->train.size(); ++n)
        sum += static_cast<double>(engine::sample(data->train, 16, n)[i]);
      QVERIFY(std::abs(static_cast<double>(mean[i]) - sum / static_cast<double>(data->train.size())) < 1e-5);
    }
    // In scaled data, grey is the value that the network receives for it.
    data->scaling.inputs = {.mean = engine::Vector::Constant(1, 0.25F),
                            .deviation = engine::Vector::Constant(1, 0.5F)};
    QVERIFY((coverFor(*data, Cover::Grey).array() == 0.5F).all());
    QVERIFY((coverFor(*data, Cover::Black).array() == -0.5F).all());
  }

  void theLookIsThatOfPlainLoops() {
    tests::RunOfMoments run = tests::mapMoments();
    const MomentPtr moment = run.next(5);
    const MatterQuestion question{.snapshot = moment->snapshot,
                                  .dataset = moment->dataset,
                                  .input = moment->input.values,
                                  .asked = {.layer = 5, .unit = 2},
                                  .side = 3,
                                  .cover = Cover::Grey};
    const MatterLookPtr look = lookAtMatter(question, {});
    QVERIFY(look);
    tests::NaiveStack plain = tests::plainStack(*moment);
    const tests::Numbers x(question.input.begin(), question.input.end());
    const auto answerOf = [&](const tests::Numbers& input) {
      plain.forward({input});
      return plain.outputs()[0][2];
    };
    const double whole = answerOf(x);
    QVERIFY(std::abs(look->number - whole) < 1e-5);
    for (int place = 0; place < 64; place += 5) {
      tests::Numbers covered = x;
      for (int i = 0; i < 64; ++i)
        if (std::abs(i / 8 - place / 8) <= 1 && std::abs(i % 8 - place % 8) <= 1)
          covered[static_cast<std::size_t>(i)] = 0.5;
      QVERIFY(std::abs(static_cast<double>(look->drops[place]) - (whole - answerOf(covered))) < 1e-5);
      constexpr double kStep = 1e-4;
      tests::Numbers up = x;
      tests::Numbers down = x;
      up[static_cast<std::size_t>(place)] += kStep;
      down[static_cast<std::size_t>(place)] -= kStep;
      const double share = (answerOf(up) - answerOf(down)) / (2 * kStep) * x[static_cast<std::size_t>(place)];
      QVERIFY(std::abs(static_cast<double>(look->shares[place]) - share) < 1e-3);
    }
    QVERIFY(question.isSame(look->question));
    MatterQuestion other = question;
    other.side = 5;
    QVERIFY(!question.isSame(other));
    const engine::Progress cancelled = engine::Progress::watched();
    cancelled.cancel();
    QVERIFY(!lookAtMatter(question, cancelled));
  }
};

PELLUCID_WINDOW_TEST(tst_matter_look, TestMatterLook)
#include "tst_matter_look.moc"
