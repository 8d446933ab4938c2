package dev.medislot.systemtests.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import tools.jackson.databind.json.JsonMapper;

/** A file with one JSON object per line. */
final class History implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final PrintWriter file;

    History(Path path) {
        try {
            this.file = new PrintWriter(Files.newBufferedWriter(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a line of that type, with the time in milliseconds and further names and values in turn. */
    void write(String type, Object... namesAndValues) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", type);
        line.put("at", System.currentTimeMillis());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            line.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        write(JSON.writeValueAsString(line));
    }

    synchronized void write(String line) {
        file.println(line);
        file.flush();
    }

    @Override
    public void close() {
        file.close();
    }
}
