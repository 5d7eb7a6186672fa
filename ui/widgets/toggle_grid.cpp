// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toggle_grid.h"

#include <algorithm>

namespace pellucid::ui {
namespace {

constexpr int kRowWidth = 250;  // of a side column
constexpr int kAroundText = 12;
constexpr int kMostToggles = 10;

}  // namespace

ToggleGrid::ToggleGrid(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setSpacing(2);
}

void ToggleGrid::setToggles(const std::vector<Toggle>& toggles, int fewest) {
  const bool areSame = std::ranges::equal(toggles, m_toggles, {}, &Toggle::text, &Toggle::text);
  if (!areSame) make(toggles);
  m_toggles = toggles;
  const bool isLeast = std::ranges::count(toggles, true, &Toggle::isOn) <= fewest;
  for (std::size_t i = 0; i < toggles.size(); ++i) {
    m_buttons[i]->setChecked(toggles[i].isOn);
    const bool mustStay = isLeast && toggles[i].isOn;
    m_buttons[i]->setToolTip(mustStay ? tr("At least %1 of them must stay.").arg(fewest) : toggles[i].tip);
    m_buttons[i]->setEnabled(!mustStay);
  }
}

void ToggleGrid::make(const std::vector<Toggle>& toggles) {
  for (QToolButton* button : m_buttons) delete button;
  m_buttons.clear();
  int widest = 0;
  for (const Toggle& toggle : toggles)
    widest = std::max(widest, fontMetrics().horizontalAdvance(toggle.text));
  const int inARow = std::clamp(kRowWidth / (widest + kAroundText), 1, kMostToggles);
  for (std::size_t i = 0; i < toggles.size(); ++i) {
    auto* button = new QToolButton;
    button->setText(toggles[i].text);
    button->setCheckable(true);
    button->setProperty("toggle", true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(button, &QToolButton::clicked, this,
            [this, i](bool isOn) { emit toggled(static_cast<int>(i), isOn); });
    m_grid->addWidget(button, static_cast<int>(i) / inARow, static_cast<int>(i) % inARow);
    m_buttons.push_back(button);
  }
}

}  // namespace pellucid::ui
