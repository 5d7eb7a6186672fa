// SPDX-License-Identifier: GPL-3.0-or-later
// A choice of starting points, by pictures: examples in families, searchable and chosen by mouse or keys.
// What a choice does is left to the owner. GUI thread; pictures are painted on a worker, one after another.
#pragma once

#include <QDialog>
#include <QHash>
#include <vector>

#include "engine/data/catalogue.h"
#include "engine/io/example_folder.h"
#include "ui/gallery/example_card.h"
#include "ui/theme/theme.h"
#include "ui/widgets/background_job.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace pellucid::ui {

class GalleryDialog : public QDialog {
  Q_OBJECT

 public:
  GalleryDialog(engine::DataLocations locations, QWidget* parent);

  /// In display order. Keeps the pictures of examples that were shown before.
  void setExamples(const std::vector<engine::StoredExample>& examples);
  /// The cards shown, in order.
  std::vector<ExampleCard*> shownCards() const;

 signals:
  void chosen(const pellucid::engine::Example& example);
  /// For one of the user's own examples.
  void removalWanted(const pellucid::engine::StoredExample& stored);

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Picture {
    QImage image;
    engine::DatasetPtr dataset;  ///< the data it needed, for the next one
  };
  struct Painted {
    engine::StoredExample stored;
    const Theme* theme;
    QImage image;
  };
  void search();
  /// The matching cards, family by family.
  void layOutCards();
  void choose(ExampleCard& card);
  void setCurrent(ExampleCard* card);
  /// By an arrow key, Home or End: to another card, or from the first row to the search field.
  void moveFrom(const ExampleCard& card, int key);
  /// Paints the picture of the first card without one.
  void paintNext();

  engine::DataLocations m_locations;
  QLineEdit* m_search;
  QScrollArea* m_scroll;
  QWidget* m_page = nullptr;
  QLabel* m_nothing;
  QPushButton* m_remove;
  QPushButton* m_open;
  std::vector<ExampleCard*> m_cards;  ///< all of the page
  ExampleCard* m_current = nullptr;
  std::vector<Painted> m_painted;
  engine::DatasetPtr m_dataset;  ///< of the previous picture
  BackgroundJob<Picture> m_job;
};

}  // namespace pellucid::ui
