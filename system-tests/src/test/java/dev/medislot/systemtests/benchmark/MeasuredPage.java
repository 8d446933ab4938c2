package dev.medislot.systemtests.benchmark;

import java.util.List;
import java.util.stream.Stream;

/** A page, and the token of its visitor; empty without a login. */
record MeasuredPage(String name, String path, String token) {

    /** Named as its path, without parameters. */
    static MeasuredPage of(String path, String token) {
        return new MeasuredPage("`%s`".formatted(path.replaceFirst("\\?.*", "")), path, token);
    }

    static List<MeasuredPage> of(String token, String... paths) {
        return Stream.of(paths).map(path -> of(path, token)).toList();
    }
}
