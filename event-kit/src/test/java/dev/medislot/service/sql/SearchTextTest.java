package dev.medislot.service.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.infra.Infrastructure;
import dev.medislot.service.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ServiceTest
class SearchTextTest {

    @Autowired
    private JdbcClient jdbc;

    private boolean finds(String text, String query) {
        return jdbc.sql("select search_text(:text) like all (search_patterns(:query))")
                .param("text", text)
                .param("query", query)
                .query(Boolean.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource({ "Zoë Núñez,       zoe nunez", "Zoë Núñez,    ZOË", "Zoë Núñez,    Nuñez zoe", "Zoë Núñez,  uñe",
            "Benedicte Aubry,      BÉNÉDICTE", "Łukasz Żółć,  lukasz zolc", "Søren Æbelø, soren aebelo",
            "Þórður Guðmundsson,   thordur gudmundsson", "Weiß,       WEISS", "WEISS,      weiß",
            "Đặng Thị Hằng,        dang thi hang", "İpek Işık,     ipek isik", "IŞIK,    ışık",
            "Νίκος Γεωργίου,       ΓΕΩΡΓΙΟΥ ΝΙΚΟΣ", "Ｚｏｅ,         zoe", "O’Brien,    o'brien", "a%b,       a%b",
            "Anne-Marie,           anne‑marie", "a_b,          a_b", "c\\d,           c\\d" })
    void accentsCaseAndOrderDoNotMatter(String text, String query) {
        assertThat(finds(text, query)).isTrue();
    }

    @Test
    void combinedAndSeparateAccentsAreTheSame() {
        assertThat(finds("Zoe\u0308 Nu\u0301n\u0303ez", "zoë núñez")).isTrue();
        assertThat(finds("Zo\u00eb N\u00fa\u00f1ez", "zoe\u0308")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "Zoë Núñez, zoe nunes", "Zoë Núñez, zoe zed", "Zoë Núñez, z%z", "Zoë, _oe", "a\\b, a\\\\b" })
    void otherWordsAndWildcardsDoNotMatch(String text, String query) {
        assertThat(finds(text, query)).isFalse();
    }

    @Test
    void blankTextMatchesAll() {
        assertThat(finds("Zoë", " \t ")).isTrue();
        assertThat(finds("Zoë", "  zoe  ")).isTrue();
    }

    @Test
    void anOlderDatabaseGetsTheFunctionsToo(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("V9__own.sql"), "create table own (name text);");
        Files.writeString(folder.resolve("V10__search.sql"),
                "alter table own add search_text text generated always as (search_text(name)) stored;");
        var infrastructure = Infrastructure.shared();
        var database = new DriverManagerDataSource(infrastructure.jdbcUrl("older"), infrastructure.username(),
                infrastructure.password());
        Flyway.configure().dataSource(database).locations("filesystem:" + folder).target("9").load().migrate();
        var jdbcOfOlder = new JdbcTemplate(database);
        jdbcOfOlder.update("insert into own values ('Élan')");

        for (int start = 1; start <= 2; start++) {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/common", "filesystem:" + folder)
                    .ignoreMigrationPatterns("*:ignored")
                    .load()
                    .migrate();
        }

        assertThat(jdbcOfOlder.queryForObject("select search_text from own", String.class)).isEqualTo("elan");
    }
}
