package io.signalbox.app.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.traffic.ColumnWidths.Wish;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ColumnWidthsTest {
  private static final Wish FIGURE = new Wish(80, 80, false);
  private static final Wish PATH = new Wish(70, 300, true);
  private static final Wish MODEL = new Wish(70, 100, true);

  @Test
  void columnsThatFitHaveWhatTheyNeedAndWordsTakeTheRest() {
    assertEquals(List.of(80.0, 310.0, 110.0), ColumnWidths.in(500, List.of(FIGURE, PATH, MODEL)));
  }

  @Test
  void columnsThatDoNotFitShareTheRoomByWhatTheyNeed() {
    assertEquals(List.of(80.0, 185.0, 85.0), ColumnWidths.in(350, List.of(FIGURE, PATH, MODEL)));
  }

  @Test
  void columnsHaveTheirLeastWidthInNoRoom() {
    assertEquals(List.of(80.0, 70.0, 70.0), ColumnWidths.in(10, List.of(FIGURE, PATH, MODEL)));
  }

  @Test
  void oneLongTextDoesNotTakeTheRoomOfAllOthers() {
    double[] widths = new double[100];
    java.util.Arrays.fill(widths, 50);
    widths[17] = 900;
    assertEquals(50, ColumnWidths.most(widths));
    assertEquals(0, ColumnWidths.most(new double[0]));
  }
}
