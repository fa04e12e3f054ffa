import Foundation

/// Ribs, sternum, collar bones, shoulder blades and arms: bones that are drawn as tubes. The spine is in ``MediastinumShape``.
enum Skeleton {
  /// Compact bone, marrow and cartilage, in the order of drawing.
  static func layers(body: BodyShape) -> [TubeLayer] {
    var bones = ribs(body: body)
    bones.bone += sternum(body: body) + [-1, 1].flatMap(shoulder)
    let size = body.scale
    func placed(_ tubes: [Tube]) -> [Tube] { tubes.map { $0.scaled(by: size) } }
    return [
      TubeLayer(density: 95, tubes: placed(bones.cartilage)), TubeLayer(density: 640, tubes: placed(bones.bone)),
      TubeLayer(density: 105, tubes: placed(bones.bone.map { $0.grown(by: -1.3) })),
    ]
  }

  private static func ribs(body: BodyShape) -> (bone: [Tube], cartilage: [Tube]) {
    var (bone, cartilage): ([Tube], [Tube]) = ([], [])
    let steps = 36
    for number in 1...12 {
      let height: Float = 124 - 21.5 * Float(number - 1)
      let fall: Float = number == 1 ? 26 : 46 + 2.5 * Float(number)
      // How far round the chest: the upper seven reach the sternum.
      let last: Float = number <= 7 ? 170 : number <= 10 ? 146 - 8 * Float(number - 8) : number == 11 ? 95 : 70
      for side: Float in [-1, 1] {
        let points = (0...steps).map { step -> Point in
          let degrees = 14 + (last - 14) * Float(step) / Float(steps)
          let angle = degrees * .pi / 180
          let rise = number <= 7 ? 34 * smoothStep((degrees - 130) / 45) : 0
          let z = height - fall * (1 - cos(angle)) / 2 * 1.25 + rise * Float(number - 1) / 6
          return body.wallPoint(angle: sin(angle), cos(angle), z: z, side: side, outside: 5.5)
        }
        let radius: Float = number == 1 ? 3.2 : 3.5
        for (step, pair) in zip(points, points.dropFirst()).enumerated() {
          let tube = Tube(pair.0, pair.1, radius, flat: (Point(0, 0, 1), 1.7))
          let isCartilage = number <= 10 && Float(step) > Float(steps) * (number <= 7 ? 0.83 : 0.9)
          if isCartilage { cartilage.append(tube) } else { bone.append(tube) }
        }
        // Head and neck of the rib, to the vertebra.
        let head = Point(side * 18, 64, points[0].z + 2)
        bone.append(Tube(head, points[0], 3.2, radius))
      }
    }
    return (bone, cartilage)
  }

  private static func sternum(body: BodyShape) -> [Tube] {
    let heights = stride(from: Float(82), through: -52, by: -6).map { $0 }
    let points = heights.map { body.wallPoint(angle: 0, -1, z: $0, side: 1, outside: 7) }
    return zip(zip(points, points.dropFirst()), heights).map { pair, z in
      let factor: Float = z > 50 ? 5 : z > -40 ? 3.2 : 1.6
      return Tube(pair.0, pair.1, 5, flat: (Point(1, 0, 0), factor))
    }
  }

  private static func shoulder(side: Float) -> [Tube] {
    let normal = Point(side * 0.58, 0.81, 0.1).normalised
    let blade = Tube(
      Point(side * 112, 70, 100), Point(side * 108, 78, 2), 2.6, 1.6,
      flat: (Point(side * 0.81, -0.58, 0).normalised, 13))
    return [
      blade, Tube(Point(side * 84, 88, 92) + normal * 3, Point(side * 138, 56, 120), 4, 6),
      Tube(Point(side * 132, 44, 112), Point(side * 144, 22, 118), 10, 8),
      Tube(Point(side * 150, 14, 118), Point(side * 152, 10, 122), 19, 19),
      Tube(Point(side * 16, -52, 100), Point(side * 66, -64, 112), 6, 5),
      Tube(Point(side * 66, -64, 112), Point(side * 128, -20, 126), 5, 6),
    ]
  }
}

extension Tube {
  func scaled(by size: Float) -> Tube {
    var tube = self
    (tube.from, tube.to) = (from * size, to * size)
    (tube.startRadius, tube.endRadius) = (startRadius * size, endRadius * size)
    return tube
  }
}
