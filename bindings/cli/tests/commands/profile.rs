//! `cie profile`.

use crate::support::cie;

fn shipped(name: &str) -> String {
    let path = format!(
        "{}/../../cie-sad/profiles/{name}.toml",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_good_file_is_accepted_and_a_bad_one_told_by_line() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mio.toml");
    let name = path.to_str().unwrap();
    std::fs::write(&path, shipped("piatto")).unwrap();
    let object = cie(&["profile", "check", name, "--json"]).object();
    assert_eq!(object["profile"], "piatto");
    assert_eq!(object["inferred"], true);
    assert_eq!(object["encoding"], "ISO-8859-15");
    assert_eq!(object["valid_for_travel"], serde_json::json!(["S"]));

    let wrong = shipped("piatto").replacen("field = \"person.surname\"", "field = \"cognome\"", 1);
    let line = wrong
        .lines()
        .position(|line| line.contains("\"cognome\""))
        .unwrap()
        + 1;
    std::fs::write(&path, wrong).unwrap();
    let run = cie(&["profile", "check", name, "--lang", "en"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("CIE-SAD-002"), "{}", run.err);
    assert!(
        run.err.contains(&format!("{line}:")),
        "{} not {line}",
        run.err
    );
    assert!(run.err.contains("mio.toml"), "{}", run.err);

    let run = cie(&["profile", "check", "nessuno.toml"]);
    assert_eq!(run.code, 3);
}

#[test]
fn each_message_is_explained_with_a_sample() {
    let run = cie(&["profile", "explain", "anpr", "--json"]);
    let objects = run.objects();
    // Four requests, four answers, the refusal.
    assert_eq!((run.code, objects.len()), (0, 9));
    for object in &objects {
        let sample = object["sample"].as_str().unwrap();
        assert!(
            sample.contains(object["root"].as_str().unwrap()),
            "{sample}"
        );
    }
    let query = &objects[0];
    assert_eq!(
        (&query["message"], &query["operation"]),
        (&"request".into(), &"interrogazione".into())
    );
    let fields = query["fields"].as_array().unwrap();
    let code = fields
        .iter()
        .find(|field| field["field"] == "query.tax_code")
        .unwrap();
    assert_eq!(code["path"], "generalita/codiceFiscale");
    assert_eq!(code["required"], true);
    let answer = objects.iter().find(|o| o["message"] == "answer").unwrap();
    let travel = answer["fields"]
        .as_array()
        .unwrap()
        .iter()
        .find(|field| field["field"] == "card.travel")
        .unwrap();
    assert_eq!(
        travel["path"],
        "listaSoggetti/datiSoggetto[]/cartaIdentita/interdizioneEspatrio"
    );
    // The flag of ANPR says "forbidden".
    assert_eq!(
        travel["holds"],
        "N or n = valid for travel, S or s = not valid for travel"
    );

    let run = cie(&[
        "profile",
        "explain",
        "piatto,travel=VERO/FALSO",
        "--lang",
        "it",
    ]);
    assert_eq!(run.code, 0);
    assert!(
        run.out
            .contains("<ValiditaEspatrio>VERO</ValiditaEspatrio>"),
        "{}",
        run.out
    );
    assert!(run.out.contains("obbligatorio"), "{}", run.out);
    assert!(run.err.contains("dedotti"), "{}", run.err);

    let run = cie(&["profile", "explain", "piatto,travel=SI/FALSE"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("VERO/FALSO"), "{}", run.err);
}
