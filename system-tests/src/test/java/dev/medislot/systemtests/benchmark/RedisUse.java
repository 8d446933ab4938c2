package dev.medislot.systemtests.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The commands that Redis has carried out so far, and its CPU time in µs. */
record RedisUse(Map<String, Double> commands, double cpu) {

    private static final Pattern COMMAND = Pattern.compile("cmdstat_(\\w+):calls=(\\d+)");
    private static final Pattern CPU = Pattern.compile("used_cpu_(?:sys|user):([0-9.]+)");

    static RedisUse of(URI server) throws IOException {
        var password = server.getUserInfo().substring(server.getUserInfo().indexOf(':') + 1);
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write("AUTH %s\r\nINFO commandstats\r\nINFO cpu\r\nQUIT\r\n".formatted(password)
                            .getBytes(US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            var commands = new TreeMap<String, Double>();
            COMMAND.matcher(answer)
                    .results()
                    .forEach(each -> commands.put(each.group(1), Double.parseDouble(each.group(2))));
            return new RedisUse(commands,
                    CPU.matcher(answer).results().mapToDouble(each -> Double.parseDouble(each.group(1)) * 1e6).sum());
        }
    }
}
