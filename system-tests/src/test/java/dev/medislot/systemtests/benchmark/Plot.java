package dev.medislot.systemtests.benchmark;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.colors.ColorBlindFriendlySeriesColors;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A picture of lines over the same steps, which are equally far apart. It is a PNG, because an SVG of XChart draws
 * every letter as a path and is three times as large.
 */
final class Plot {

    /** Twice the usual, for screens with small pixels. */
    private static final int DOTS_PER_INCH = 144;
    private static final int MAX_LABELS = 20;
    private static final Path FOLDER = Path.of(System.getProperty("benchmark.report", "target/benchmark.md"))
            .resolveSibling("plots");

    private final CategoryChart chart;
    private final List<String> steps;

    Plot(String title, String steps, String values, List<String> names) {
        this.steps = names;
        this.chart = new CategoryChartBuilder().width(720)
                .height(480)
                .title(title)
                .xAxisTitle(steps)
                .yAxisTitle(values)
                .build();
        var styler = chart.getStyler();
        styler.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line)
                .setOverlapped(true)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendBorderColor(Color.WHITE)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Vertical)
                .setSeriesColors(new ColorBlindFriendlySeriesColors().getSeriesColors());
        styler.setXAxisMaxLabelCount(MAX_LABELS).setYAxisDecimalPattern("#,##0.###").setYAxisMin(0.0);
    }

    /** Values that differ by powers of ten. */
    Plot logarithmic() {
        chart.getStyler().setYAxisMin(null).setYAxisLogarithmic(true);
        return this;
    }

    Plot line(String name, List<Double> values) {
        chart.addSeries(name, steps, values).setMarker(SeriesMarkers.CIRCLE);
        return this;
    }

    /** Writes it to {@code plots} beside the report. */
    void save(String name) {
        try {
            var file = Files.createDirectories(FOLDER).resolve(name + ".png");
            BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, DOTS_PER_INCH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
