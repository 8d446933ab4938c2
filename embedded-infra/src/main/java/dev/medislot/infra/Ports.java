package dev.medislot.infra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
public final class Ports {

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * Finds a port without a listener, below the ranges from which systems take the ports of outgoing connections: so a
     * stopped server finds its port free when it starts again. No port is given twice within a process.
     */
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(10_100, 16_000)
                .filter(port -> isFree(port) && GIVEN.add(port))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a server could be bound to the port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(!Programs.WINDOWS);
            socket.bind(new InetSocketAddress(loopback(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static void refuseTaken(String part, int port) {
        if (!isFree(port)) {
            throw new InfrastructureFailed("%s cannot start: port %d is taken".formatted(part, port));
        }
    }

    /** Whether the port accepts connections. */
    static boolean answers(int port) {
        try (var socket = connect(port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the listener's answer begins with this text. */
    static boolean says(int port, String question, String answer) {
        try (var socket = connect(port)) {
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            var said = socket.getInputStream().readNBytes(answer.length());
            return new String(said, StandardCharsets.US_ASCII).equals(answer);
        } catch (IOException e) {
            return false;
        }
    }

    static InetAddress loopback() {
        return InetAddress.ofLiteral("127.0.0.1");
    }

    static Socket connect(int port) throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(2_000);
        socket.connect(new InetSocketAddress(loopback(), port), 2_000);
        return socket;
    }
}
