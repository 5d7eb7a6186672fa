// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/sample_counts.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/transfer/sweep.h"
#include "ui/widgets/described.h"
#include "ui/widgets/remove_button.h"

namespace pellucid::ui {
namespace {

constexpr int kInARow = 2;

}  // namespace

engine::Index nextCount(const std::vector<engine::Index>& counts) {
  const engine::Index most = counts.empty() ? 0 : std::ranges::max(counts);
  for (engine::Index decade = 1; decade <= engine::kMaxSamplesPerClass; decade *= 10)
    for (const engine::Index factor : {1, 2, 5})
      if (factor * decade > most) return std::min(factor * decade, engine::kMaxSamplesPerClass);
  return engine::kMaxSamplesPerClass;
}

SampleCounts::SampleCounts(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(3);
}

void SampleCounts::setCounts(const std::vector<engine::Index>& counts) {
  m_counts = counts;
  make();
}

void SampleCounts::make() {
  delete m_fields;
  m_fields = new QWidget;
  layout()->addWidget(m_fields);
  auto* grid = new QGridLayout(m_fields);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(3);
  const auto put = [&](QWidget* cell, int place) { grid->addWidget(cell, place / kInARow, place % kInARow); };
  for (std::size_t i = 0; i < m_counts.size(); ++i) {
    auto* field = described(new QSpinBox, tr("Samples per class, number %1").arg(i + 1),
                            tr("How many training samples each class has. Every arm is measured with each of "
                               "these numbers: the horizontal axis of the right plot."));
    field->setRange(1, static_cast<int>(engine::kMaxSamplesPerClass));
    field->setValue(static_cast<int>(m_counts[i]));
    field->setKeyboardTracking(false);
    auto* remove = removeButton(tr("Remove number %1").arg(i + 1), tr("Remove this number"));
    remove->setEnabled(m_counts.size() > 1);
    auto* cell = new QWidget;
    auto* line = new QHBoxLayout(cell);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(1);
    line->addWidget(field, 1);
    line->addWidget(remove);
    put(cell, static_cast<int>(i));
    if (i == 0) setFocusProxy(field);
    connect(field, &QSpinBox::valueChanged, this, [this, i](int value) {
      m_counts[i] = value;
      emit edited();
    });
    // The button is deleted with its field, but not while it emits its click.
    connect(
        remove, &QToolButton::clicked, this,
        [this, i] {
          m_counts.erase(m_counts.begin() + static_cast<std::ptrdiff_t>(i));
          make();
          emit edited();
        },
        Qt::QueuedConnection);
  }
  auto* more = described(new QPushButton(tr("Add a num&ber")), tr("Add a number of samples"),
                         tr("One more number of samples per class, with which every arm is measured"));
  put(more, static_cast<int>(m_counts.size()));
  connect(more, &QPushButton::clicked, this, &SampleCounts::add, Qt::QueuedConnection);
}

void SampleCounts::add() {
  m_counts.push_back(nextCount(m_counts));
  make();
  emit edited();
}

}  // namespace pellucid::ui
