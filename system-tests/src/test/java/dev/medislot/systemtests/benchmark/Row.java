package dev.medislot.systemtests.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** One line of the benchmark's table. */
record Row(String what, String target, String measured, String against, String ratio) {

    private static final String NOTHING = "–";

    static Row of(String what, String target, String measured) {
        return new Row(what, target, measured, NOTHING, NOTHING);
    }

    /** A rate in operations per second, and each round's. */
    static String rate(double all, List<Double> rounds) {
        return "%s/s (%s)".formatted(number(all), String.join(", ", rounds.stream().map(Row::number).toList()));
    }

    static double mean(List<Double> rounds) {
        return rounds.stream().flatMapToDouble(DoubleStream::of).average().orElseThrow();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    @Override
    public String toString() {
        return "| %s | %s | %s | %s | %s |".formatted(what, target, measured, against, ratio);
    }
}
