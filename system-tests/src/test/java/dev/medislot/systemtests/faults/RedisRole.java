package dev.medislot.systemtests.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** Makes Redis a replica, which refuses writes, and a master again. */
final class RedisRole {

    private static final int PATIENCE_MILLIS = 10_000;
    /** The answers to AUTH and REPLICAOF, then three lines to ROLE: two lengths and the role. */
    private static final int LINES = 5;

    private final int port;

    RedisRole(int port) {
        this.port = port;
    }

    void replica() throws IOException {
        become("127.0.0.1 1", "slave");
    }

    void master() throws IOException {
        become("NO ONE", "master");
    }

    private void become(String master, String role) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("AUTH %s\r\nREPLICAOF %s\r\nROLE\r\n".formatted(Fleet.PASSWORD, master)
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var lines = new ArrayList<String>();
            for (var line = answer.readLine(); line != null; line = answer.readLine()) {
                lines.add(line);
                if (lines.size() == LINES || line.startsWith("-")) {
                    break;
                }
            }
            if (lines.size() < LINES || !lines.getLast().equals(role)) {
                throw new StrikeFailed("Redis is no %s: %s".formatted(role, lines));
            }
        }
    }
}
